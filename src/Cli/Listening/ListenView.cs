using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cli.Listening;

// A line of `hook listen --json`: one event and what the local address answered.
internal sealed partial record ListenView(string Source, string EventId, string EventType, DateTimeOffset ReceivedAt, int Bytes, string To)
{
    // Null where it was sent as it came.
    public string? SecretFingerprint { get; init; }

    // Null when there was no answer: Answer says why.
    public int? Status { get; init; }

    public double LatencyMs { get; init; }

    public string Answer { get; init; } = "";

    // Sent once more by a person.
    public bool IsAgain { get; init; }

    public static JsonTypeInfo<ListenView> Json => ListenJson.Default.ListenView;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(ListenView))]
    private sealed partial class ListenJson : JsonSerializerContext;
}
