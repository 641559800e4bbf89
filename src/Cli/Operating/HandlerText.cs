using Cli.Rendering;

namespace Cli.Operating;

internal static class HandlerText
{
    public static IReadOnlyList<Column<HandlerView>> Columns(bool areMinimums) =>
    [
        new("handler", handler => TerminalText.Id(handler.Name), IsRigid: true),
        new("state", handler => State(handler)),
        new("waiting", handler => Quantity.Number(handler.Waiting, areMinimums), IsNumber: true),
        new("failed", handler => new(Quantity.Number(handler.Failed, areMinimums), handler.Failed > 0 ? Emphasis.Error : Emphasis.None), IsNumber: true),
        new("last success", handler => new(TerminalText.Time(handler.LastSuccessAt), Emphasis.Muted), IsRigid: true),
        new("last error at", handler => new(TerminalText.Time(handler.LastErrorAt), Emphasis.Muted), IsRigid: true),
        new("last error", handler => TerminalText.Error(handler.LastError ?? "-")),
    ];

    public static Cell State(HandlerView handler) => handler switch
    {
        { Paused: { } pause } => new($"paused{Gone(handler)} {PausedBy(pause.Since, pause.By, pause.Note)}", Emphasis.Pending),
        { IsResuming: true } => new($"resuming{Gone(handler)}: its events are being queued", Emphasis.Pending),
        _ => new("active", Emphasis.Success),
    };

    public static string PausedBy(DateTimeOffset since, string by, string? note) =>
        $"since {TerminalText.Time(since)} by {TerminalText.Id(by)}{(note is null ? "" : $": {TerminalText.Error(note)}")}";

    public static void WriteHandlers(this Screen screen, EventView view)
    {
        if (view.Handlers.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line("Handlers", Emphasis.Muted);
        foreach (var handler in view.Handlers)
        {
            screen.Line(
                "  " + TerminalText.Id(handler.Name),
                new Cell(TerminalText.Id(handler.Status), Emphasized(handler.Status)),
                Quantity.Count(handler.Attempts, "attempt"),
                handler.NextAttemptAt is { } next ? $"next {TerminalText.Time(next)}" : "",
                TerminalText.Error(handler.LastError ?? ""));
        }
    }

    private static string Gone(HandlerView handler) => handler.IsKnown ? "" : " (no longer in the app)";

    private static Emphasis Emphasized(string status) => status switch
    {
        "Done" => Emphasis.Success,
        "Failed" => Emphasis.Error,
        _ => Emphasis.Pending,
    };
}
