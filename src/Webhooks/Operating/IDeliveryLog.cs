namespace Webhooks.Operating;

/// <summary>Everything that arrived and is still kept, newest first: pending events, ended ones, and refused deliveries, as one list.</summary>
public interface IDeliveryLog
{
    /// <summary>
    /// One page. The cost is bounded and does not grow with the ledger; a filter that little fits may end before the page is full.
    /// A page begins where the last one ended, whatever has arrived since.
    /// </summary>
    Task<LogPage> ReadAsync(LogFilter filter, CancellationToken cancellationToken);

    /// <summary>Whether the text is what a page gave as <see cref="LogPage.Continue" />.</summary>
    bool IsCursor(string text);
}
