using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Counting;

/// <summary>Short, since a row is written every ten seconds, and versioned.</summary>
public static partial class CountsJson
{
    private const int Version = 1;

    public static string Write(Counts counts) => JsonSerializer.Serialize(
        new Stored(
            Version,
            [counts.Accepted, counts.Duplicates, counts.Replayed, counts.Probes, counts.Unavailable, .. Rare(counts)],
            counts.Refused.Count == 0 ? null : new SortedDictionary<string, long>(counts.Refused.ToDictionary(), StringComparer.Ordinal),
            [counts.Postponed, counts.DeadLettered],
            counts.Lag.Count == 0 ? null : new SortedDictionary<int, long>(counts.Lag.NonEmpty.ToDictionary()),
            counts.Skew.Count == 0 ? null : [counts.Skew.Count, counts.Skew.Sum, counts.Skew.Lowest, counts.Skew.Highest]),
        StoredJson.Default.Stored);

    /// <summary>Throws <see cref="FormatException" /> for a version of a newer app: a guess would miscount.</summary>
    public static Counts Read(string text)
    {
        var stored = JsonSerializer.Deserialize(text, StoredJson.Default.Stored);
        if (stored?.Version != Version)
        {
            throw new FormatException($"Counts of version {stored?.Version} are unknown to this app.");
        }

        var counts = new Counts
        {
            Accepted = stored.Deliveries[0],
            Duplicates = stored.Deliveries[1],
            Replayed = stored.Deliveries[2],
            Probes = stored.Deliveries[3],
            Unavailable = stored.Deliveries[4],
            Handshakes = stored.Deliveries.ElementAtOrDefault(5),
            PassedOn = stored.Deliveries.ElementAtOrDefault(6),
            Postponed = stored.Events[0],
            DeadLettered = stored.Events[1],
        };
        foreach (var (code, count) in stored.Refused ?? [])
        {
            counts.AddRefused(code, count);
        }

        foreach (var (number, count) in stored.Lag ?? [])
        {
            counts.Lag.Add(number, count);
        }

        if (stored.Skew is [var skews, var sum, var lowest, var highest])
        {
            counts.Skew.Add((long)skews, sum, lowest, highest);
        }

        return counts;
    }

    private static long[] Rare(Counts counts) => (counts.Handshakes, counts.PassedOn) switch
    {
        (0, 0) => [],
        (var handshakes, 0) => [handshakes],
        (var handshakes, var passedOn) => [handshakes, passedOn],
    };

    private sealed record Stored(
        [property: JsonPropertyName("v")] int Version,
        [property: JsonPropertyName("d")] long[] Deliveries,
        [property: JsonPropertyName("r")] SortedDictionary<string, long>? Refused,
        [property: JsonPropertyName("e")] long[] Events,
        [property: JsonPropertyName("l")] SortedDictionary<int, long>? Lag,
        [property: JsonPropertyName("s")] double[]? Skew);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Stored))]
    private sealed partial class StoredJson : JsonSerializerContext;
}
