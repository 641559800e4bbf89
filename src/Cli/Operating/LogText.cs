using Cli.Rendering;
using Webhooks.Events;

namespace Cli.Operating;

internal static class LogText
{
    // For continuous output, where the widest cell is unknown: as wide as most cells are.
    private static readonly int[] TypicalWidths = [20, 10, 12, 28, 30, 10, 6, 0];

    public static IReadOnlyList<Column<LogLine>> Columns { get; } =
    [
        new("received", line => new(TerminalText.Time(line.ReceivedAt), Emphasis.Muted), IsRigid: true),
        new("source", line => TerminalText.Id(line.Source), IsRigid: true),
        new("status", line => new(TerminalText.Id(line.Status), EventStatuses.Emphasis(line.Status)), IsRigid: true),
        new("type", line => TerminalText.Id(line.EventType ?? "-")),
        new("event", line => TerminalText.Id(line.Id), IsRigid: true),
        new("attempts", line => line.Status == LogLine.Refused ? "-" : Quantity.Count(line.Attempts, "attempt")),
        new("latency", line => TerminalText.Seconds((line.EndedAt - line.ReceivedAt)?.TotalSeconds), IsNumber: true),
        new("reason", line => new(TerminalText.Error(line.Reason ?? Breach.Join(line.Breaches)), EventStatuses.Emphasis(line.Status) == Emphasis.Error ? Emphasis.Error : Emphasis.Muted)),
    ];

    public static Cell[] PaddedCells(LogLine line) =>
        [.. Columns.Zip(TypicalWidths, (column, width) => column.Of(line) with { Text = column.Of(line).Text.PadRight(width) })];
}
