using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures;

/// <summary>Verifies the deliveries of one sender. Immutable and thread-safe: create one per sender and keep it.</summary>
public sealed class Verifier
{
    private readonly SignatureScheme scheme;
    private readonly IReadOnlyList<Secret> secrets;

    private readonly string? privateKey;

    private Verifier(SignatureScheme scheme, IReadOnlyList<Secret> secrets, TimeSpan window, string? privateKey = null) =>
        (this.scheme, this.secrets, ReplayWindow, this.privateKey) = (scheme, secrets, window, privateKey);

    /// <summary>The names that <see cref="For(string, string[])" /> accepts.</summary>
    public static IReadOnlyList<string> Schemes => SchemeCatalog.Names;

    /// <summary>How far a signed time may be from now, both ways and inclusive. Default: the scheme's, usually 5 minutes.</summary>
    public TimeSpan ReplayWindow { get; }

    /// <summary>A verifier for a scheme or preset, such as <c>github</c>. Any of the secrets may match, so that one can be rotated.</summary>
    /// <exception cref="ArgumentException">The scheme is unknown, there is no secret, or a secret is not usable. The message never holds a secret.</exception>
    public static Verifier For(string scheme, params string[] secrets) => For(scheme, null, secrets);

    /// <summary>The same with settings for the <c>hmac</c> scheme or over a preset.</summary>
    public static Verifier For(string scheme, SchemeSettings? settings, params string[] secrets) => For(scheme, settings, null, secrets);

    /// <summary>The same for senders that sign the address, <see cref="SchemeOptions.PublicUrl" />, or whose event ids are not signed.</summary>
    public static Verifier For(string scheme, SchemeSettings? settings, SchemeOptions? options, params string[] secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var found = SchemeCatalog.Find(scheme, settings, options, out var problem) ?? throw new ArgumentException($"{problem!.Setting}: {problem.Problem}.", nameof(scheme));
        return secrets.Length > 0
            ? new Verifier(found, [.. secrets.Select((text, index) => found.ReadSecret(new SecretText(text ?? ""), out var unusable)
                ?? throw new ArgumentException($"Secret {index}: {unusable}.", nameof(secrets)))], found.DefaultWindow)
            : throw new ArgumentException("There is no secret; nothing could be verified.", nameof(secrets));
    }

    /// <summary>The same verifier with another replay window.</summary>
    public Verifier WithReplayWindow(TimeSpan window) => new(scheme, secrets, window, privateKey);

    /// <summary>The same verifier, which signs with this key, for senders whose public key is the secret: PEM, or <c>whsk_</c> and Base64.</summary>
    public Verifier WithPrivateKey(string key) => new(scheme, secrets, ReplayWindow, key);

    /// <summary>What a source of this sender should know: what its signatures do not protect from, a sentence each.</summary>
    public IReadOnlyList<string> Weaknesses => scheme.Weaknesses;

    /// <summary>Verifies a delivery.</summary>
    /// <param name="headers">The request's headers, such as <c>HttpRequest.Headers</c> or <c>HttpRequestMessage.Headers</c>.</param>
    /// <param name="body">The body's exact bytes, read before anything parses them.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <param name="query">The query of the request, for senders whose signature is there.</param>
    public VerificationResult Verify<TValues>(IEnumerable<KeyValuePair<string, TValues>> headers, ReadOnlyMemory<byte> body, DateTimeOffset now, string query = "")
        where TValues : IEnumerable<string?> =>
        scheme.Verify(ToDelivery(headers, body, now, query), secrets, ReplayWindow, now) switch
        {
            Verification.Verified verified => new VerificationResult.Verified(verified.Event.EventId, verified.Event.EventType),
            Verification.Refused refused => new VerificationResult.Refused(refused.Why.Code, refused.Why.Detail),
            _ => new VerificationResult.Probe(),
        };

    /// <summary>Explains why a delivery does not verify; empty when it does. Takes up to a second: for a developer, not for each request.</summary>
    public IReadOnlyList<Finding> Diagnose<TValues>(IEnumerable<KeyValuePair<string, TValues>> headers, ReadOnlyMemory<byte> body, DateTimeOffset now, string query = "")
        where TValues : IEnumerable<string?> =>
        SignatureDiagnostics.Diagnose(ToDelivery(headers, body, now, query), scheme, secrets, ReplayWindow, now, decompress: false).Findings;

    /// <summary>The headers that the sender would send with this body: these, the signature, the time and, where they are signed, generated ids.</summary>
    /// <exception cref="InvalidOperationException">The first secret is a public key, which cannot sign, or the signature is not in a header.</exception>
    public IReadOnlyDictionary<string, string> Sign(ReadOnlyMemory<byte> body, DateTimeOffset now, params (string Name, string Value)[] headers)
    {
        var signed = SignRequest(body, now, headers);
        return signed.Query.Length == 0 && signed.Body.Span.SequenceEqual(body.Span)
            ? signed.Headers
            : throw new InvalidOperationException($"The sender writes into the query or the body; use {nameof(SignRequest)}.");
    }

    /// <summary>The same for every sender: some write the signature or the time into the query or the body.</summary>
    /// <exception cref="InvalidOperationException">The first secret is a public key, and there is no private key that signs with the sender's algorithm.</exception>
    public SenderRequest SignRequest(ReadOnlyMemory<byte> body, DateTimeOffset now, params (string Name, string Value)[] headers)
    {
        var definition = scheme.Definitions[0];
        var sent = headers.Aggregate(new DeliveryHeaders(), (all, header) => all.With(header.Name, header.Value));
        foreach (var name in definition.Content.Headers.Where(name => sent.Find(name) is null))
        {
            sent.Add(name, Guid.NewGuid().ToString());
        }

        var delivery = Sign(new Delivery("", sent, body, now), definition, SignedTime.Write(now, definition.TimestampFormat));
        return new SenderRequest(delivery.Headers.ToDictionary(header => header.Key, header => header.Value[0], StringComparer.OrdinalIgnoreCase), delivery.Query, delivery.Body);
    }

    private Delivery Sign(Delivery delivery, SignatureDefinition definition, string timestamp)
    {
        var key = secrets[0].Keys[0];
        if (!key.IsPublic)
        {
            return DeliverySigner.Sign(delivery, definition, key.Bytes.Span, timestamp);
        }

        using var ed25519 = privateKey is null ? null : Ed25519PrivateKey.Read(privateKey);
        using var pem = privateKey is null || ed25519 is not null ? null : PrivateKeyPem.Read(privateKey, definition.Algorithm);
        return ed25519 is not null ? DeliverySigner.Sign(delivery, definition, ed25519, timestamp)
            : pem is not null ? DeliverySigner.Sign(delivery, definition, pem, timestamp)
            : throw new InvalidOperationException($"The first secret is a public key, which cannot sign; give the sender's private key by {nameof(WithPrivateKey)}.");
    }

    private static Delivery ToDelivery<TValues>(IEnumerable<KeyValuePair<string, TValues>> headers, ReadOnlyMemory<byte> body, DateTimeOffset now, string query)
        where TValues : IEnumerable<string?>
    {
        var received = new DeliveryHeaders();
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                received.Add(name, value ?? "");
            }
        }

        return new Delivery("", received, body, now) { Query = query.TrimStart('?') };
    }
}
