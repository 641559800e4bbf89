namespace Webhooks.Events;

public interface IEventLookup
{
    /// <summary>An event of a source, in whichever partition it was admitted; null when there is none.</summary>
    Task<LedgerEvent?> FindAsync(string source, string eventId, CancellationToken cancellationToken);
}
