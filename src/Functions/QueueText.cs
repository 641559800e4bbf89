using System.Text;

namespace Functions;

/// <summary>
/// The JSON in a queue message. host.json has messages handed over as they are: one that the host itself had to decode, and could not, it
/// would put into the poison queue undecoded, where it could not read it either, and no function of ours would ever see it.
/// </summary>
internal static class QueueText
{
    /// <summary>Also out of Base64, which is how earlier versions wrote, and how the portal does; anything else stays what it is.</summary>
    public static string Of(string message)
    {
        var bytes = new byte[message.Length];
        return !message.StartsWith('{') && Convert.TryFromBase64String(message, bytes, out var length) && length > 0 && bytes[0] == '{'
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : message;
    }
}
