using System.Globalization;
using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;

namespace Webhooks.Driver.Handshakes;

/// <summary>
/// What a sender asks and what it wants to hear, as HTTP that its documentation shows. In the request, <c>{path}</c> is the address without its query,
/// <c>{unix}</c> and <c>{iso}</c> the time, <c>{signature}</c> what <see cref="Sign" /> makes of the body.
/// </summary>
internal sealed record Exchange(string Sender, string Handshake, string Request, string Response)
{
    public const string Key = "a-secret-of-the-laboratory-0042";

    /// <summary>The preset's scheme: a hexadecimal HMAC of the body.</summary>
    public string Scheme { get; init; } = """{"signatureHeader":"X-Signature"}""";

    /// <summary>Null where there is none yet.</summary>
    public string? Secret { get; init; } = Key;

    public string AnotherSecret { get; init; } = "another-secret-of-the-laboratory";

    public string? VerifyToken { get; init; }

    /// <summary>The signature of a body at a time in Unix seconds, by nothing of the product.</summary>
    public Func<string, string, string> Sign { get; init; } = (body, _) => Hex(body);

    public DateTimeOffset At { get; init; } = SignedDelivery.Noon;

    public Preset Preset => Read($$"""
        {"title":"Test","scheme":{{Scheme}},"handshakes":[{{Handshake}}],
         "facts":{"secret":"","address":"","sources":[]},"samples":{"default":"a","bodies":{"a":{} } } }
        """);

    public HandshakeList Handshakes => Preset.ReadHandshakes(out var problem).ShouldNotBeNull(problem);

    public SignatureScheme Made => SchemeCatalog.Create("test", Preset, out var problem).ShouldNotBeNull($"{problem}");

    public IReadOnlyList<Secret> Secrets => Secret is null ? [] : [Made.ReadSecret(new SecretText(Secret), out var problem).ShouldNotBeNull(problem)];

    public HandshakeTerms Terms => new(Secrets) { VerifyToken = VerifyToken };

    public static string Hex(string content) => From.Hex(Encoding.UTF8.GetBytes(Key), content, []);

    public static string Base64(string content) => From.Base64(Encoding.UTF8.GetBytes(Key), content, []);

    /// <summary>The request's lines, and the body after an empty one.</summary>
    public string Raw(string path)
    {
        var unix = At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = Request.ReplaceLineEndings("\n")
            .Replace("{path}", path, StringComparison.Ordinal).Replace("{unix}", unix, StringComparison.Ordinal)
            .Replace("{iso}", At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return text.Replace("{signature}", Sign(BodyOf(text), unix), StringComparison.Ordinal);
    }

    public HandshakeRequest Ask()
    {
        var raw = Raw("/webhook");
        var lines = raw.Split("\n\n")[0].Split('\n');
        var target = lines[0].Split(' ')[1];
        var headers = new DeliveryHeaders();
        foreach (var line in lines.Skip(1))
        {
            headers.Add(line.Split(": ", 2)[0], line.Split(": ", 2)[1]);
        }

        return new(lines[0].Split(' ')[0])
        {
            Query = target.Split('?', 2).ElementAtOrDefault(1) ?? "",
            Headers = headers,
            Body = Encoding.UTF8.GetBytes(BodyOf(raw)),
        };
    }

    public HandshakeOutcome? Outcome(DateTimeOffset? now = null) => OutcomeOf(Ask(), now);

    public HandshakeOutcome? OutcomeOf(HandshakeRequest request, DateTimeOffset? now = null) =>
        Handshakes.Answer(request, Terms, Made, SignatureScheme.FiveMinutes, now ?? SignedDelivery.Noon);

    /// <summary>The answer as HTTP, with the headers that matter.</summary>
    public string? Answered(DateTimeOffset? now = null) => Outcome(now) is HandshakeOutcome.Answered { Answer: var answer } ? Written(answer) : null;

    public override string ToString() => $"{Sender}: {Request.Split('\n')[0].Trim()}";

    private static string Written(HandshakeAnswer answer) =>
        string.Join('\n', [answer.Status.ToString(CultureInfo.InvariantCulture), "Content-Type: " + answer.ContentType, .. answer.Headers.Select(header => $"{header.Key}: {header.Value}"), "", answer.Body]);

    private static string BodyOf(string raw) => raw.Split("\n\n", 2).ElementAtOrDefault(1) ?? "";

    private static Preset Read(string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return PresetFiles.Read(file);
    }
}
