using Webhooks.Processing;
using Webhooks.Settings;

namespace Webhooks.Operating;

/// <param name="MoreEvents">There are more events than were counted: each count is a minimum.</param>
public sealed record HandlersView(DateTimeOffset At, IReadOnlyList<HandlerView> Handlers, bool MoreEvents)
{
    /// <summary>The answer to a name that no handler has.</summary>
    public static string Unknown(string name, IReadOnlyCollection<string> known) => Misspelling.Unknown("handler", name, known, "none");
}

/// <param name="IsKnown">False when this app has no such handler, and it is listed because it is paused.</param>
/// <param name="IsResuming">It was resumed, and its events are still being queued.</param>
/// <param name="Waiting">Events that wait for it, after their first attempt.</param>
/// <param name="Failed">Dead letters in which it failed.</param>
public sealed record HandlerView(
    string Name,
    bool IsKnown,
    PauseView? Paused,
    bool IsResuming,
    int Waiting,
    int Failed,
    DateTimeOffset? LastSuccessAt,
    DateTimeOffset? LastErrorAt,
    string? LastError);

public sealed record PauseView(DateTimeOffset Since, string By, string? Note)
{
    public static PauseView? Of(HandlerPause? pause) => pause is null ? null : new(pause.Since, pause.By, pause.Note);
}
