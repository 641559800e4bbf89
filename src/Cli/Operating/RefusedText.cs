using Cli.Rendering;

namespace Cli.Operating;

internal static class RefusedText
{
    public static void WriteRefused(this Screen screen, RefusedView view)
    {
        var line = view.Line;
        screen.Line($"{TerminalText.Id(line.Source)}  {TerminalText.Id(line.Id)}");
        screen.Line($"refused   {TerminalText.Id(line.Reason)}: {TerminalText.Error(line.Detail)}", Emphasis.Error);
        screen.Line($"received  {TerminalText.Time(line.ReceivedAt)}, {Size(line)}");
        screen.WriteSection("Diagnosis", view.Diagnosis.DefaultIfEmpty("The body was not kept in full, so the delivery cannot be diagnosed."));
        screen.WriteHeaders(line.Headers);
        screen.WriteBody(view.Body);
        screen.WriteCheckCommand(view.Check);
    }

    public static string Size(RefusedLine line) => (line.Size is { } size ? Quantity.Count(size, "byte") : "size unknown") + (line.BodyIsWhole ? "" : ", body not kept in full");
}
