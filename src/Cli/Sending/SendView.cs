using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cli.Sending;

// A line of `hook send --json`: one request and its answer.
internal sealed partial record SendView(string Method, string Url, string Source, string Scheme)
{
    // Null for a handshake.
    public string? EventType { get; init; }

    public required int Bytes { get; init; }

    // Null when nothing was signed.
    public string? SecretFingerprint { get; init; }

    // Null when there was no answer: Answer says why.
    public int? Status { get; init; }

    public double LatencyMs { get; init; }

    public string Answer { get; init; } = "";

    // Of a handshake: whether the answer is what the sender expects.
    public bool? IsExpected { get; init; }

    public static JsonTypeInfo<SendView> Json => SendJson.Default.SendView;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(SendView))]
    private sealed partial class SendJson : JsonSerializerContext;
}
