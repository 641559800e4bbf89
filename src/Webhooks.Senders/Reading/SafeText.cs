using System.Text.RegularExpressions;
using Webhooks.Redacting;

namespace Webhooks.Senders.Reading;

// Makes a sender's text safe for messages to people.
internal static partial class SafeText
{
    // Longer than any text that is displayed.
    private const int MaximumLength = 2048;
    private const int LongestAddress = 200;

    private const int LongestLink = 512;
    private const UriComponents Public = UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path;

    // One line, cut to a length. Of addresses only scheme and host remain: paths, queries and user information contain keys and tokens.
    public static string Of(string text, int longest = Printable.LongestId) =>
        Printable.Of(AnyAddress().Replace(text.Length > MaximumLength ? text[..MaximumLength] : text, "${scheme}${host}"), longest);

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

    // An address with what may be a key or a token left out: user information, the values of a query, and of the path all from the first
    // part on that is not a plain word. Null when it is not an address.
    public static string? Address(string? text)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return First(text);
        }

        string[] parts = [.. url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        string[] plain = [.. parts.TakeWhile(part => PlainWord().IsMatch(part))];
        var path = string.Concat(plain.Select(part => "/" + part)) + (plain.Length < parts.Length ? "/" + Redactor.Mark : "");
        var query = string.Join('&', url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(RedactedValue));
        return Printable.Of($"{url.Scheme}://{url.Authority}{path}{(query.Length > 0 ? "?" + query : "")}", LongestAddress);
    }

    // Without a name the whole part may be a token.
    private static string RedactedValue(string part) =>
        part.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && PlainWord().IsMatch(part[..end].ToLowerInvariant()) ? part[..(end + 1)] + Redactor.Mark : Redactor.Mark;

    [GeneratedRegex(@"^(v\d{1,2}|[a-z]{1,15}([_.-][a-z]{1,15}){0,3})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();

    [GeneratedRegex(@"(?<scheme>\b[a-z][a-z0-9+.-]{1,15}://)([^\s/?#]*@)?(?<host>[^\s/?#@]*)\S*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyAddress();
}
