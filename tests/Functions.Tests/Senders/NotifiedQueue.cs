using Webhooks.Notifying;

namespace Functions.Tests.Senders;

/// <summary>What people would be told: the notifications that wait in their queue.</summary>
internal static class NotifiedQueue
{
    /// <summary>A channel that takes everything, so that notifications are queued at all.</summary>
    public static Dictionary<string, string?> Channel => new()
    {
        ["Notifications__Channels__team__Type"] = "slack",
        ["Notifications__Channels__team__Url"] = "http://127.0.0.1:9/unused",
    };

    public static async Task<IReadOnlyList<Notification>> NotifiedAsync(this ReceiverApp app)
    {
        var notifications = new List<Notification>();
        while ((await app.NotificationQueue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                notifications.Add(Notification.Read(message.Body.ToString()).ShouldNotBeNull());
                await app.NotificationQueue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        return notifications;
    }
}
