using Webhooks.Operating;

namespace Webhooks.Storage.Log;

/// <summary>The part of the delivery log that a page may show, as keys without their kind.</summary>
internal sealed record LogRange(LogPosition? After, DateTimeOffset? Since, DateTimeOffset? Before)
{
    public static LogRange Of(LogFilter filter) => new(filter.After is { } after ? LogPosition.Read(after) : null, filter.Since, filter.Before);

    public string From(string partition, char kind)
    {
        // '}' comes right after '|': behind every row of that moment.
        var start = Before is { } before ? LedgerKeys.ReverseTicks(before) + "}" : "";
        var next = After?.Next(partition, kind) ?? "";
        return string.CompareOrdinal(next, start) > 0 ? next : start;
    }

    public string To => Since is { } since ? LedgerKeys.ReverseTicks(since) + "}" : "}";

    public DateTimeOffset? Latest => After is { } after && after != LogPosition.Start ? Earlier(LedgerKeys.ReceivedOf("t|" + after.Row), Before) : Before;

    public LogRange DownTo(DateTimeOffset floor) => Since > floor ? this : this with { Since = floor };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
