using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>Lines of the delivery log.</summary>
internal static class LogText
{
    public static Grid Columns() => new(
        new("arrived", IsRigid: true), new("source", IsRigid: true), new("status", IsRigid: true), new("type"), new("event"), new("attempts"), new("took", IsNumber: true), new("reason"));

    public static void Add(Grid grid, LogLine line) => grid.Add(Cells(line));

    /// <summary>The same for output that goes on: as wide as such things mostly are.</summary>
    public static Cell[] Running(LogLine line)
    {
        var cells = Cells(line);
        int[] widths = [20, 10, 12, 28, 30, 10, 6, 0];
        return [.. cells.Select((cell, at) => cell with { Text = cell.Text.PadRight(widths[at]) })];
    }

    private static Cell[] Cells(LogLine line)
    {
        var look = Statuses.Look(line.Status);
        return
        [
            new(TerminalText.Time(line.ReceivedAt), Look.Quiet),
            TerminalText.Id(line.Source),
            new(TerminalText.Id(line.Status), look),
            TerminalText.Id(line.EventType ?? "-"),
            TerminalText.Id(line.Id),
            line.Status == LogLine.Refused ? "-" : TerminalText.Count(line.Attempts, "attempt"),
            TerminalText.Seconds((line.EndedAt - line.ReceivedAt)?.TotalSeconds),
            new(TerminalText.Error(line.Reason ?? ""), look == Look.Wrong ? Look.Wrong : Look.Quiet),
        ];
    }
}
