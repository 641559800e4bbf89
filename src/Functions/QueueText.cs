using System.Text;

namespace Functions;

// The JSON in a queue message. host.json sets messageEncoding to none: a message that the host itself failed to decode would go to the
// poison queue undecoded, fail there again, and never reach one of our functions.
internal static class QueueText
{
    // Earlier versions and the portal write Base64.
    public static string Of(string message)
    {
        var bytes = new byte[message.Length];
        return !message.StartsWith('{') && Convert.TryFromBase64String(message, bytes, out var length) && length > 0 && bytes[0] == '{'
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : message;
    }
}
