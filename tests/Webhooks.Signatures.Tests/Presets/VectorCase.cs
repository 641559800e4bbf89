using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>
/// A signed delivery with its secret and what must come of it: published by the sender, or computed without our code. Of <c>Vectors/PRESET/CASE</c>
/// are the exact body, header lines, secret (or public key) and facts.
/// </summary>
internal sealed partial record VectorCase(string Path)
{
    private const string Folder = "Vectors/";

    /// <summary>All, as PRESET/CASE.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(VectorCase).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    public string Preset => Path[..Path.IndexOf('/', StringComparison.Ordinal)];

    public VectorFacts Facts => field ??= JsonSerializer.Deserialize(Bytes(".json"), FactsJson.Default.VectorFacts).ShouldNotBeNull();

    public bool Verifies => Facts.Expect == "verifies";

    public SignatureScheme Scheme => field ??= SchemeCatalog.Find(Preset, Settings, Options, out var problem).ShouldNotBeNull($"{problem}");

    public DateTimeOffset Now => Facts.At is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : SignedDelivery.Noon;

    public string SecretText => Text(".secret");

    /// <summary>The verdict of the preset as it is, configured with the address and secret of the case, at its moment.</summary>
    public Verification Verify()
    {
        // Secrets of published examples are shorter than any that may be used.
        var secret = Scheme.ReadSecret(new SecretText(SecretText), minimumBytes: 1, out var unusable).ShouldNotBeNull(unusable);
        return Scheme.Verify(Deliver(), [secret], Scheme.DefaultWindow, Now);
    }

    public Delivery Deliver()
    {
        var headers = new DeliveryHeaders();
        foreach (var line in Text(".headers").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(line[..cut], line[(cut + 1)..].Trim());
        }

        var query = Facts.Url is { } url && url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? url[(at + 1)..] : "";
        return new Delivery("published", headers, Bytes(".body"), Now) { Query = query };
    }

    private SchemeSettings? Settings => Facts.Algorithm is { } algorithm ? new SchemeSettings { Algorithm = algorithm, AllowWeak = true } : null;

    private SchemeOptions Options => new()
    {
        PublicUrl = Facts.SignedUrl ?? Facts.Url,
        TopicArn = Facts.TopicArn,
        WebhookId = Facts.WebhookId,
        ServiceAccount = Facts.ServiceAccount,
    };

    private string Text(string extension) => System.Text.Encoding.UTF8.GetString(Bytes(extension));

    private byte[] Bytes(string extension)
    {
        using var stream = typeof(VectorCase).Assembly.GetManifestResourceStream(Folder + Path + extension).ShouldNotBeNull(Path + extension);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(VectorFacts))]
    private sealed partial class FactsJson : JsonSerializerContext;
}

/// <param name="Url">Where it arrived, as it is entered at the sender.</param>
/// <param name="At">Unix seconds at which the clock must stand; null where no time is signed.</param>
/// <param name="Expect"><c>verifies</c> or <c>refused</c>.</param>
internal sealed record VectorFacts(string? Url, string Method, long? At, string Source, string Expect)
{
    /// <summary>The address as it was signed, where it was not signed as it arrived.</summary>
    [JsonPropertyName("signed_url")]
    public string? SignedUrl { get; init; }

    /// <summary>Null for the preset's own.</summary>
    public SigningAlgorithm? Algorithm { get; init; }

    [JsonPropertyName("topic_arn")]
    public string? TopicArn { get; init; }

    [JsonPropertyName("webhook_id")]
    public string? WebhookId { get; init; }

    [JsonPropertyName("service_account")]
    public string? ServiceAccount { get; init; }

    public string? EventId { get; init; }

    public string? EventType { get; init; }
}
