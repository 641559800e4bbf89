using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>An event in words.</summary>
internal static class EventText
{
    public static void Head(Screen screen, EventView found)
    {
        screen.Line($"{Shown.Id(found.Source)}  {Shown.Id(found.EventId)}  {Shown.Id(found.EventType)}");
        screen.Line($"status    {Shown.Id(found.Status)}, {Shown.Count(found.Attempts, "attempt")}", Statuses.Look(found.Status));
        screen.Line($"received  {Shown.Time(found.ReceivedAt)}, {Shown.Count(found.BodyBytes, "byte")}, verified by secret {Shown.Id(found.SecretFingerprint ?? "-")}");
        screen.Line($"occurred  {Shown.Time(found.OccurredAt)}");
    }

    public static void History(Screen screen, EventView found)
    {
        foreach (var entry in found.History)
        {
            screen.Line(new Cell(Shown.Time(entry.At), Look.Quiet), Shown.Id(entry.What), Shown.Error(entry.Detail ?? ""));
        }
    }
}
