namespace Webhooks.Events;

/// <summary>An event whose attempts are used up, as the list of dead letters shows it.</summary>
public sealed record DeadLetter
{
    public required EventKey Key { get; init; }

    /// <summary>As the sender names it, or <c>unknown</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>Attempts since it was recorded or last redriven.</summary>
    public int Attempts { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset DeadAt { get; init; }

    public string LastError { get; init; } = "";

    /// <summary>The handlers that failed; null when it is of a version that did not write them down.</summary>
    public IReadOnlyList<string>? Failed { get; init; }

    public int TimesRedriven { get; init; }

    /// <summary>Continues a list after this one.</summary>
    public required string Cursor { get; init; }
}
