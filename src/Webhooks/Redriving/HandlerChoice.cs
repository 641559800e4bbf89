using Webhooks.Events;

namespace Webhooks.Redriving;

/// <summary>Which handlers of an event run again; what is done is not, unless it is asked for.</summary>
public sealed record HandlerChoice
{
    public static readonly HandlerChoice Failed = new();

    public static readonly HandlerChoice All = new() { Text = "all handlers" };

    private HandlerChoice()
    {
    }

    /// <summary>One handler; null for several.</summary>
    public string? Name { get; private init; }

    /// <summary>The choice for people; null when it is the usual one.</summary>
    public string? Text { get; private init; }

    public static HandlerChoice Only(string name) => new() { Name = name, Text = $"handler {name}" };

    /// <summary>
    /// The states to go on with. An event without states is new, or of a version that knew none: unless it was processed, all of its handlers
    /// are to run. A handler that the event had not met is added: it may be new in the app.
    /// </summary>
    public IReadOnlyList<HandlerState>? Of(IReadOnlyList<HandlerState>? states, EventStatus status)
    {
        if (states is null)
        {
            return Name is not null && status == EventStatus.Processed ? [new(Name)] : null;
        }

        var again = states.Select(state => IsChosen(state) ? new HandlerState(state.Name) : state);
        return Name is null || states.Any(state => state.Name == Name) ? [.. again] : [.. again, new(Name)];
    }

    private bool IsChosen(HandlerState state) => Name is not null ? state.Name == Name : this == All || state.Status != HandlerStatus.Done;
}
