using System.Text;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Diagnosing;

/// <summary>A signed delivery and the settings it is judged by. Tests change one or two of them and diagnose the result.</summary>
internal sealed record DiagnosticsCase
{
    public const string ValaraSecret = "valara-secret-for-the-doctor";
    public const string WhsecSecret = "whsec_c2l4dGVlbi1wbHVzLWVpZ2h0LWJ5dGVz";

    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public required SignatureScheme Scheme { get; init; }

    public required Delivery Delivery { get; init; }

    public IReadOnlyList<SecretText> Secrets { get; init; } = [];

    public DateTimeOffset At { get; init; } = Now;

    public bool Decompress { get; init; }

    public string Body => Encoding.UTF8.GetString(Delivery.Body.Span);

    /// <summary>Valara's compact delivery, with characters that writers of JSON treat differently.</summary>
    public static DiagnosticsCase Valara(Func<SignatureDefinition, SignatureDefinition>? signedBy = null, DateTimeOffset? at = null, string? body = null, string secret = ValaraSecret)
    {
        var time = at ?? Now;
        body ??= $$$$"""{"event_id":"evt_1","event_type":"media.delivery.failed","api_version":"2026-04-17","timestamp":{{{{time.ToUnixTimeSeconds()}}}},"nonce":"n-1","data":{"zone":"Köln <b> & a/b","agency":"x","list":[1,2.50,[]],"empty":{}}}""";
        return Of("valara", body, secret, signedBy, time, ("X-Webhook-Event-Id", "evt_1"));
    }

    public static DiagnosticsCase Envless(string secret = "whsec_envless-secret-text", KeyForm form = KeyForm.Utf8, Func<SignatureDefinition, SignatureDefinition>? signedBy = null) =>
        Of("envless", """{"id":"e-1","type":"key.deleted","data":{"key":{}}}""", secret, signedBy, Now, ("webhook-id", "e-1")).SignedWith(SecretKey.Read(secret, form, out _)!, signedBy);

    public static DiagnosticsCase FastPix(string secret = "c2VjcmV0IG9mIGZhc3RwaXgh", Func<SignatureDefinition, SignatureDefinition>? signedBy = null) =>
        Of("fastpix", """{"id":"f-1","type":"video.media.ready","data":{}}""", secret, signedBy, Now);

    public static DiagnosticsCase Nova(string? time = null) =>
        Of("novavms", $$$"""{"event_type":"alert","timestamp":"{{{time ?? "2026-03-04T05:06:00Z"}}}","webhook_id":"w-1","data":{"alert_id":"a-1"}}""", "whsec_live_0123456789abcdef", null, Now, ("X-Webhook-ID", "w-1"));

    public static DiagnosticsCase Standard(string secret = WhsecSecret, KeyForm form = KeyForm.Whsec, Func<SignatureDefinition, SignatureDefinition>? signedBy = null) =>
        Of("standard-webhooks", """{"type":"contact.created","data":{}}""", secret, signedBy, Now, ("webhook-id", "msg_1")).SignedWith(SecretKey.Read(secret, form, out _)!, signedBy);

    public static DiagnosticsCase Hmac(SchemeSettings settings, string body, Func<SignatureDefinition, SignatureDefinition>? signedBy = null, params (string Name, string Value)[] headers) =>
        Of(SchemeCatalog.Find("hmac", settings, out var problem) ?? throw new ArgumentException(problem!.Problem), body, "hmac-secret-of-some-length", signedBy, Now, headers);

    public DiagnosticsCase SignedWith(SecretKey key, Func<SignatureDefinition, SignatureDefinition>? signedBy = null, DateTimeOffset? at = null) => this with
    {
        Delivery = DeliverySigner.Sign(Delivery, (signedBy ?? (definition => definition))(Scheme.Definitions[0]), key.Bytes.Span, at ?? Now),
    };

    public DiagnosticsCase WithSecret(string text, KeyForm? form = null) => this with { Secrets = [new SecretText(text, form)] };

    public DiagnosticsCase WithBody(Func<string, string> change) => WithBytes(Encoding.UTF8.GetBytes(change(Body)));

    public DiagnosticsCase WithBytes(byte[] body) => this with { Delivery = Delivery with { Body = body } };

    public DiagnosticsCase WithHeader(string name, string? value) => this with { Delivery = Delivery with { Headers = Delivery.Headers.With(name, value) } };

    public DiagnosticsCase WithHeader(string name, Func<string, string> change) => WithHeader(name, change(Delivery.Headers.Find(name)!));

    public DiagnosticsCase Renamed(string from, string to) => WithHeader(to, Delivery.Headers.Find(from)).WithHeader(from, (string?)null);

    public Diagnosis Diagnose()
    {
        var diagnosis = SignatureDiagnostics.Diagnose(Delivery, Scheme, Secrets, Scheme.DefaultWindow, At, Decompress);

        // In every case the verdict is the scheme's, and no text holds a secret.
        var read = Secrets.Select(secret => Secret.Read(secret.Text, Scheme.FormsOf(secret.Text, secret.Form), out _, secret.NotBefore, secret.NotAfter)).OfType<Secret>().ToList();
        diagnosis.Verifies.ShouldBe(Scheme.Verify(Delivery, read, Scheme.DefaultWindow, At, Decompress ? new Decompression(1024 * 1024) : null) is Verification.Verified);
        diagnosis.Findings.Count.ShouldBe(diagnosis.Verdict is Verification.Refused ? Math.Max(1, diagnosis.Findings.Count) : 0);
        foreach (var text in diagnosis.Findings.SelectMany(finding => new[] { finding.Problem, finding.Fix }))
        {
            text.ShouldEndWith(".");
            Secrets.ShouldAllBe(secret => secret.Text.Length < 8 || !text.Contains(secret.Text.Trim()));
        }

        return diagnosis;
    }

    public IReadOnlyList<Fault> Faults() => [.. Diagnose().Findings.Select(finding => finding.Fault)];

    private static DiagnosticsCase Of(string scheme, string body, string secret, Func<SignatureDefinition, SignatureDefinition>? signedBy, DateTimeOffset at, params (string Name, string Value)[] headers) =>
        Of(SchemeCatalog.Find(scheme)!, body, secret, signedBy, at, headers);

    private static DiagnosticsCase Of(SignatureScheme scheme, string body, string secret, Func<SignatureDefinition, SignatureDefinition>? signedBy, DateTimeOffset at, params (string Name, string Value)[] headers)
    {
        var sent = new DeliveryHeaders { { "Content-Type", "application/json" } };
        foreach (var (name, value) in headers)
        {
            sent.Add(name, value);
        }

        var tested = new DiagnosticsCase { Scheme = scheme, Delivery = new Delivery("source", sent, Encoding.UTF8.GetBytes(body), Now), Secrets = [new SecretText(secret)] };
        return tested.SignedWith(SecretKey.Read(secret, scheme.KeyForms[0], out var problem) ?? throw new ArgumentException(problem), signedBy, at);
    }
}
