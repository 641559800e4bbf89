using Webhooks.Events;
using Webhooks.Notifying;

namespace Webhooks.Senders.Reading;

/// <summary>A sender whose events the product understands: their records, status changes and notices.</summary>
public interface ISender
{
    /// <summary>The scheme whose events it reads.</summary>
    string Scheme { get; }

    IReadOnlyList<NotificationRule> Rules { get; }

    /// <summary>Reads an event. Never throws for what a sender may write.</summary>
    SenderEvent Read(LedgerEvent found);
}
