using System.Text.RegularExpressions;

namespace Webhooks.Storage.Log;

/// <summary>
/// The place of a line in the delivery log: by when it arrived, newest first, then by id, partition and kind, so that no two lines stand
/// in one place. An event has the same place in all its rows, whatever becomes of it.
/// </summary>
/// <param name="Row">The key behind its kind: reverse ticks and id.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Kind"><c>e</c> of an event, <c>r</c> of a refused delivery.</param>
internal readonly partial record struct LogPosition(string Row, string Partition, char Kind) : IComparable<LogPosition>
{
    public const char Event = 'e';
    public const char Refused = 'r';

    // Before every line.
    public static readonly LogPosition Start = new("0000000000000000000|", "", Event);

    // After every line that arrived at that moment or later.
    public static LogPosition BehindAll(DateTimeOffset moment) => new(LedgerKeys.ReverseTicks(moment) + "}", "~", Refused);

    // A cursor as a position; null when it is none.
    public static LogPosition? Read(string cursor) =>
        Pattern().IsMatch(cursor) && cursor.Split(' ') is [var row, var partition, [var kind]] ? new(row, partition, kind) : null;

    public static string Write(LogPosition position) => $"{position.Row} {position.Partition} {position.Kind}";

    public int CompareTo(LogPosition other) =>
        string.CompareOrdinal(Row, other.Row) is var rows and not 0 ? rows
        : string.CompareOrdinal(Partition, other.Partition) is var partitions and not 0 ? partitions
        : Kind.CompareTo(other.Kind);

    // The first key that may stand behind this position in a partition. A key with a space behind it is the smallest text after that key.
    public string Next(string partition, char kind) => new LogPosition(Row, partition, kind).CompareTo(this) <= 0 ? Row + " " : Row;

    [GeneratedRegex(@"^[0-9]{19}[|}][A-Za-z0-9\-_.:@=,+~]* [a-z0-9\-|~]* [er]\z")]
    private static partial Regex Pattern();
}
