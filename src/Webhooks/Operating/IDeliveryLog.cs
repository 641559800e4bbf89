namespace Webhooks.Operating;

/// <summary>Everything that arrived and is still kept, newest first: events and refused deliveries in one list.</summary>
public interface IDeliveryLog
{
    /// <summary>
    /// One page, at bounded cost: a narrow filter may end before the page is full. A page starts where the last one ended, whatever has arrived
    /// since.
    /// </summary>
    Task<LogPage> ReadAsync(LogFilter filter, CancellationToken cancellationToken);
}
