using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>An event in words.</summary>
internal static class EventText
{
    public static void Whole(Screen screen, EventView found)
    {
        Head(screen, found);
        screen.Line($"admitted  {TerminalText.Error(found.Admission)}");
        if (found.LastError is { } error)
        {
            screen.Line($"error     {TerminalText.Error(error)}", found.Status == "Processed" ? Look.Quiet : Look.Wrong);
        }

        if (found.Status == "Pending")
        {
            screen.Line($"next try  {TerminalText.Time(found.NextAttemptAt)}", Look.Waiting);
        }

        Sections.Title(screen, "History", found.History.Count);
        History(screen, found);
        Sections.List(screen, "Notifications", [.. found.Notifications.Select(sent => $"{TerminalText.Time(sent.At)}  {sent.Channel}  {sent.Rule}  {sent.Outcome}")]);
        Sections.Headers(screen, found.Headers);
        Sections.Body(screen, found.Body);
        Sections.Check(screen, found.Check);
    }

    public static void Head(Screen screen, EventView found)
    {
        screen.Line($"{TerminalText.Id(found.Source)}  {TerminalText.Id(found.EventId)}  {TerminalText.Id(found.EventType)}");
        screen.Line($"status    {TerminalText.Id(found.Status)}, {TerminalText.Count(found.Attempts, "attempt")}", Statuses.Look(found.Status));
        screen.Line($"received  {TerminalText.Time(found.ReceivedAt)}, {TerminalText.Count(found.BodyBytes, "byte")}, verified by secret {TerminalText.Id(found.SecretFingerprint ?? "-")}");
        screen.Line($"occurred  {TerminalText.Time(found.OccurredAt)}");
    }

    public static void History(Screen screen, EventView found)
    {
        foreach (var entry in found.History)
        {
            screen.Line(new Cell(TerminalText.Time(entry.At), Look.Quiet), TerminalText.Id(entry.What), TerminalText.Error(entry.Detail ?? ""));
        }
    }
}
