using Webhooks.Notifying;

namespace Webhooks.Senders;

/// <summary>The notification rules of the receiver and of all senders, as settings name them and the documentation lists them.</summary>
public static class NotificationRules
{
    public static IReadOnlyList<NotificationRule> All { get; } = [.. ReceiverRules.All, .. SenderCatalog.All.SelectMany(sender => sender.Rules)];
}
