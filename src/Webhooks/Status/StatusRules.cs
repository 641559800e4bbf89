namespace Webhooks.Status;

/// <summary>Pure, so that any order of the same changes can be tested.</summary>
public static class StatusRules
{
    /// <summary>Null when it changes nothing: something newer was known.</summary>
    public static StatusRow? Apply(StatusRow? known, string source, StatusChange change, string eventId, DateTimeOffset now) => known switch
    {
        null when change.IfKnown => null,
        null => new StatusRow
        {
            Source = source,
            Latest = change,
            FirstSeen = now,
            LastChanged = now,
            LastReported = now,
            LastEventId = eventId,
            Count = 1,
        },
        _ when IsOlder(change, known.Latest) => null,
        _ => known with
        {
            Latest = change.KeepsDetails ? change with { Details = Merge(known.Latest.Details, change.Details) } : change,
            LastChanged = known.Latest.State == change.State ? known.LastChanged : now,
            LastReported = now,
            LastEventId = eventId,
            Count = known.Latest.State == change.State && change.Counts ? known.Count + 1 : 1,
        },
    };

    // Where neither time nor rank decides, the state's name does: what matters is that always the same one wins.
    private static bool IsOlder(StatusChange change, StatusChange known) =>
        change.At != known.At ? change.At < known.At
        : change.Rank != known.Rank ? change.Rank < known.Rank
        : string.CompareOrdinal(change.State, known.State) < 0;

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> reported)
    {
        var merged = new Dictionary<string, string>(known);
        merged.Remove(StatusChange.Changed);
        var changed = new List<string>();
        foreach (var (name, value) in reported)
        {
            if (merged.TryGetValue(name, out var before) && before != value)
            {
                changed.Add($"{name}: {before} → {value}");
            }

            merged[name] = value;
        }

        if (changed.Count > 0)
        {
            merged[StatusChange.Changed] = string.Join("; ", changed);
        }

        return merged;
    }
}
