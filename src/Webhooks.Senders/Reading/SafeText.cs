using System.Text.RegularExpressions;

namespace Webhooks.Senders.Reading;

// Makes a sender's text safe for messages to people.
internal static partial class SafeText
{
    // Longer than any text that is displayed.
    private const int MaximumLength = 2048;

    private const int LongestLink = 512;
    private const UriComponents Public = UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path;

    // One line, cut to a length. Of addresses only scheme and host remain: paths, queries and user information contain keys and tokens.
    public static string Of(string text, int longest = Printable.LongestId) =>
        Printable.Of(Address().Replace(text.Length > MaximumLength ? text[..MaximumLength] : text, "${scheme}${host}"), longest);

    // A public address whole, but for what may be a key or a token in it.
    public static string? Link(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? Printable.Of(address.GetComponents(Public, UriFormat.UriEscaped), LongestLink) : null;

    // The first text that is not blank.
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

    public static string Sentence(string text) => char.IsLetterOrDigit(text[^1]) ? text + "." : text;

    [GeneratedRegex(@"(?<scheme>\b[a-z][a-z0-9+.-]{1,15}://)([^\s/?#]*@)?(?<host>[^\s/?#@]*)\S*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
