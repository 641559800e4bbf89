using System.Text.Json.Serialization;

namespace Webhooks.Events;

[JsonConverter(typeof(JsonStringEnumConverter<HandlerStatus>))]
public enum HandlerStatus
{
    Waiting,

    /// <summary>Never run again, unless an operator asks for it.</summary>
    Done,

    /// <summary>Its attempts are used up, or it said that no attempt can succeed.</summary>
    Failed,
}

/// <summary>What became of one handler for one event. Each handler has its own attempts and its own backoff.</summary>
/// <param name="Name">The handler's name.</param>
public sealed record HandlerState(string Name)
{
    public HandlerStatus Status { get; init; }

    /// <summary>Attempts that ended, since the event was recorded or the handler was last redriven.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is due again; null: at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public string? LastError { get; init; }

    public bool IsDue(DateTimeOffset now) => Status == HandlerStatus.Waiting && !(NextAttemptAt > now);
}
