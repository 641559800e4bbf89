namespace Webhooks.Events;

/// <summary>An event whose attempts are used up, as the list of dead letters shows it.</summary>
public sealed record DeadLetter
{
    /// <summary>Where the event stands.</summary>
    public required EventKey Key { get; init; }

    /// <summary>The sender's word, or <c>unknown</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>Attempts since it was recorded or last redriven.</summary>
    public int Attempts { get; init; }

    /// <summary>When the event arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it became a dead letter.</summary>
    public required DateTimeOffset DeadAt { get; init; }

    /// <summary>What went wrong last.</summary>
    public string LastError { get; init; } = "";

    /// <summary>How often it was redriven before.</summary>
    public int TimesRedriven { get; init; }

    /// <summary>Where to read on after this one.</summary>
    public required string Cursor { get; init; }
}
