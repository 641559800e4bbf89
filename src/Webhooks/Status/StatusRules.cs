namespace Webhooks.Status;

/// <summary>Pure, so that any order of the same changes can be tested.</summary>
public static class StatusRules
{
    /// <summary>Null when it changes nothing: something newer was known.</summary>
    public static StatusRow? Apply(StatusRow? known, string source, StatusChange change, string eventId, DateTimeOffset now)
    {
        if (known is null)
        {
            return change.IfKnown ? null : new StatusRow
            {
                Source = source,
                Latest = change,
                FirstSeen = now,
                LastChanged = now,
                LastReported = now,
                LastEventId = eventId,
                Count = change.StatedCount ?? 1,
                Since = change.At,
            };
        }

        var counts = change.Counts && known.Latest.State == change.State;
        if (IsOlder(change, known.Latest))
        {
            // Queues and senders keep no order. What happened before is no news, but one more of its kind.
            return counts ? known with { LastReported = now, LastEventId = eventId, Count = Next(known, change), Since = Earlier(known.Since, change.At) } : null;
        }

        return known with
        {
            Latest = change.KeepsDetails ? change with { Details = Merge(known.Latest.Details, change.Details) } : change,
            LastChanged = known.Latest.State == change.State ? known.LastChanged : now,
            LastReported = now,
            LastEventId = eventId,
            Count = counts ? Next(known, change) : change.StatedCount ?? 1,
            Since = known.Latest.State == change.State ? Earlier(known.Since, change.At) : change.At,
        };
    }

    // The sender's count of an older event says less than that of the newest.
    private static int Next(StatusRow known, StatusChange change) =>
        change.StatedCount is { } stated ? IsOlder(change, known.Latest) ? known.Count : stated : known.Count + 1;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

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
