using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>A refused delivery in words.</summary>
internal static class RefusedText
{
    public static void Whole(Screen screen, RefusedView view)
    {
        var line = view.Line;
        screen.Line($"{TerminalText.Id(line.Source)}  {TerminalText.Id(line.Id)}");
        screen.Line($"refused   {TerminalText.Id(line.Reason)}: {TerminalText.Error(line.Detail)}", Look.Wrong);
        screen.Line($"received  {TerminalText.Time(line.ReceivedAt)}, {(line.Size is { } size ? TerminalText.Count(size, "byte") : "size unknown")}{(line.BodyIsWhole ? "" : ", body not kept whole")}");
        Sections.List(screen, "Diagnosis", view.Diagnosis.Count > 0 ? view.Diagnosis : ["The body was not kept whole, so nothing can be judged."]);
        Sections.Headers(screen, line.Headers);
        Sections.Body(screen, view.Body);
        Sections.Check(screen, view.Check);
    }
}
