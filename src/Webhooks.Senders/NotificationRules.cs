using Webhooks.Notifying;

namespace Webhooks.Senders;

/// <summary>The notification rules of the receiver and of all senders: what settings may name, and what the documentation lists.</summary>
public static class NotificationRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotificationRule> All { get; } = [.. ReceiverRules.All, .. SenderCatalog.All.SelectMany(sender => sender.Rules)];
}
