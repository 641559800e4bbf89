using Webhooks.Events;
using Webhooks.Notifying;

namespace Webhooks.Senders.Reading;

/// <summary>What the product knows of a sender beyond its signature: its event types, what they change, and which of them mean trouble.</summary>
public interface ISender
{
    /// <summary>The scheme whose events it reads.</summary>
    string Scheme { get; }

    /// <summary>What people hear of its events.</summary>
    IReadOnlyList<NotificationRule> Rules { get; }

    /// <summary>Reads an event. Never throws for what a sender may write.</summary>
    SenderEvent Read(LedgerEvent found);
}
