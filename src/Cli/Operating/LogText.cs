using Cli.Rendering;
using Webhooks;
using Webhooks.Operating;

namespace Cli.Operating;

internal static class LogText
{
    // For continuous output, where the widest cell is unknown: as wide as most cells are.
    private static readonly int[] TypicalWidths = [20, 10, 12, 28, 30, 10, 6, 0];

    public static Grid Columns() => new(
        new("received", IsRigid: true), new("source", IsRigid: true), new("status", IsRigid: true), new("type"), new("event"), new("attempts"), new("latency", IsNumber: true), new("reason"));

    public static Cell[] Cells(LogLine line)
    {
        var emphasis = EventStatuses.Emphasis(line.Status);
        return
        [
            new(TerminalText.Time(line.ReceivedAt), Emphasis.Muted),
            TerminalText.Id(line.Source),
            new(TerminalText.Id(line.Status), emphasis),
            TerminalText.Id(line.EventType ?? "-"),
            TerminalText.Id(line.Id),
            line.Status == LogLine.Refused ? "-" : Quantity.Count(line.Attempts, "attempt"),
            TerminalText.Seconds((line.EndedAt - line.ReceivedAt)?.TotalSeconds),
            new(TerminalText.Error(line.Reason ?? ""), emphasis == Emphasis.Error ? Emphasis.Error : Emphasis.Muted),
        ];
    }

    public static Cell[] PaddedCells(LogLine line) => [.. Cells(line).Zip(TypicalWidths, (cell, width) => cell with { Text = cell.Text.PadRight(width) })];
}
