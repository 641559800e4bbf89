using Azure.Data.Tables;
using Webhooks.Notifying;

namespace Webhooks.Storage.Notifications;

/// <summary>The row of a message that waits for its channel to take it.</summary>
internal static class MessageRow
{
    public const string Attempts = "Attempts";
    public const string Due = "Due";
    public const string ClaimedUntil = "ClaimedUntil";
    public const string LastError = "LastError";
    public const string Text = "Message";

    public static TableEntity Of(string channel, ChannelMessage message) => new(NotificationKeys.Partition(channel), NotificationKeys.Message(message.Id))
    {
        [Text] = message.Write(),
        [Attempts] = 0,
        [Due] = message.At,
    };

    public static WaitingMessage Read(string channel, TableEntity row) => new()
    {
        Channel = channel,
        Message = ChannelMessage.Read(row.GetString(Text)),
        Attempts = row.GetInt32(Attempts) ?? 0,
        Due = row.GetDateTimeOffset(Due)!.Value,
        ClaimedUntil = row.GetDateTimeOffset(ClaimedUntil),
        LastError = row.GetString(LastError),
        Version = row.ETag.ToString(),
    };
}
