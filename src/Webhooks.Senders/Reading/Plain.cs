using System.Text.RegularExpressions;

namespace Webhooks.Senders.Reading;

/// <summary>Text of a sender, fit for a message to people.</summary>
internal static partial class Plain
{
    // Longer than anything shown, so that what is cut away here would not have been seen.
    private const int LongestRead = 2048;

    /// <summary>
    /// The text on one line, cut to a length. Of addresses in it only scheme and host remain: stream keys and tokens stand in paths,
    /// queries and before the host.
    /// </summary>
    public static string Of(string text, int longest = Printable.LongestId) =>
        Printable.Of(Address().Replace(text.Length > LongestRead ? text[..LongestRead] : text, "${scheme}${host}"), longest);

    /// <summary>The first text that says something.</summary>
    public static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                return Of(text);
            }
        }

        return null;
    }

    /// <summary>The text with an end that lets another sentence follow.</summary>
    public static string Sentence(string text) => char.IsLetterOrDigit(text[^1]) ? text + "." : text;

    [GeneratedRegex(@"(?<scheme>\b[a-z][a-z0-9+.-]{1,15}://)([^\s/?#]*@)?(?<host>[^\s/?#@]*)\S*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
