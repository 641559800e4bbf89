namespace Webhooks.Events;

/// <summary>The queue that wakes processing. A lost or doubled message does no harm: the ledger is the truth.</summary>
public interface IEventQueue
{
    /// <summary>Sends an envelope that becomes visible after <paramref name="delay" />. Throws when storage fails.</summary>
    Task SendAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellationToken);
}
