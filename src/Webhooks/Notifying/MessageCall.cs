using System.Diagnostics;
using System.Text.Json;

namespace Webhooks.Notifying;

/// <summary>Queue message that names a message in the ledger. A reader that does not know its version must not guess.</summary>
public sealed record MessageCall(int Version, string Channel, string MessageId, string? TraceParent = null)
{
    private const int CurrentVersion = 1;

    public static MessageCall For(string channel, string messageId) => new(CurrentVersion, channel, messageId, Activity.Current?.Id);

    public string Write() => JsonSerializer.Serialize(this, NotifyingJson.Default.MessageCall);

    /// <summary>Null when the text has no known version.</summary>
    public static MessageCall? Read(string text) =>
        NotifyingJson.TryRead(text, NotifyingJson.Default.MessageCall) is { Version: CurrentVersion, Channel.Length: > 0, MessageId.Length: > 0 } call ? call : null;
}
