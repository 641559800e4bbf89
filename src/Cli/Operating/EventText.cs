using Cli.Rendering;
using Webhooks.Events;

namespace Cli.Operating;

internal static class EventText
{
    public static void WriteEvent(this Screen screen, EventView view)
    {
        screen.WriteSummary(view);
        screen.Line($"admitted  {TerminalText.Error(view.Admission)}");
        if (view.LastError is { } error)
        {
            screen.Line($"error     {TerminalText.Error(error)}", view.Status == "Processed" ? Emphasis.Muted : Emphasis.Error);
        }

        if (view.Breaches.Count > 0)
        {
            screen.Line($"breaches  {TerminalText.Error(Breach.Join(view.Breaches))}", Emphasis.Muted);
        }

        if (view.Status == "Pending")
        {
            screen.Line($"due       {TerminalText.Time(view.NextAttemptAt)}", Emphasis.Pending);
        }

        screen.WriteHandlers(view);
        if (view.History.Count > 0)
        {
            screen.Line();
            screen.Line("History", Emphasis.Muted);
        }

        screen.WriteHistory(view);
        foreach (var section in view.Sections)
        {
            screen.WriteSection(section.Title, section.Lines);
        }

        screen.WriteSection("Notifications", view.Notifications.Select(sent => $"{TerminalText.Time(sent.At)}  {sent.Channel}  {sent.Rule}  {sent.Outcome}"));
        screen.WriteHeaders(view.Headers);
        screen.WriteBody(view.Body);
        screen.WriteCheckCommand(view.Check);
    }

    public static void WriteSummary(this Screen screen, EventView view)
    {
        screen.Line($"{TerminalText.Id(view.Source)}  {TerminalText.Id(view.EventId)}  {TerminalText.Id(view.EventType)}");
        screen.Line($"status    {TerminalText.Id(view.Status)}, {Quantity.Count(view.Attempts, "attempt")}", EventStatuses.Emphasis(view.Status));
        screen.Line($"received  {TerminalText.Time(view.ReceivedAt)}, {Quantity.Count(view.BodyBytes, "byte")}, verified by secret {TerminalText.Id(view.SecretFingerprint ?? "-")}");
        screen.Line($"occurred  {TerminalText.Time(view.OccurredAt)}");
    }

    public static void WriteHistory(this Screen screen, EventView view)
    {
        foreach (var entry in view.History)
        {
            screen.Line(new Cell(TerminalText.Time(entry.At), Emphasis.Muted), TerminalText.Id(entry.What), TerminalText.Error(entry.Detail ?? ""));
        }
    }
}
