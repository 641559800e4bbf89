using System.Text.Json;

namespace Webhooks.Notifying;

/// <summary>Remembers the message that later ones of its fingerprint answer, as long as flood control remembers the fingerprint.</summary>
public interface IThreadLedger
{
    Task<MessageThread?> FindAsync(string channel, string fingerprint, CancellationToken cancellationToken);
    Task SaveAsync(string channel, string fingerprint, MessageThread thread, CancellationToken cancellationToken);
}

/// <summary>A message in Slack and what has become of it. Channel and ts are Slack's; <see cref="SetTo" /> is the channel in the settings of the time.</summary>
public sealed record MessageThread(string SetTo, string Channel, string Ts, DateTimeOffset PostedAt, ChannelMessage First)
{
    /// <summary>The id of the last message in it: its repeat needs no posting.</summary>
    public required string LastId { get; init; }
    public bool Recovered { get; init; }

    public string Write() => JsonSerializer.Serialize(this, NotifyingJson.Default.MessageThread);

    /// <summary>Null when there is none, or one of another version.</summary>
    public static MessageThread? Read(string? text) => text is null ? null : NotifyingJson.TryRead(text, NotifyingJson.Default.MessageThread);
}
