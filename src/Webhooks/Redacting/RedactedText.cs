using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

// Replaces secrets by their names in text of any format, whole or cut off: JSON, also escaped in JSON, forms, queries, XML, header lines,
// assignments. Where it is unclear where a value ends, more is replaced rather than less.
internal sealed partial class RedactedText(Redaction redaction)
{
    private const int LongestName = 96;
    private const int ShortestRemembered = 8;

    private static readonly SearchValues<char> Separators = SearchValues.Create("=:>%");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create("&\"'<>\\ \t\r\n");

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n\"'<>");

    private readonly Elements markup = new(redaction);

    public string Of(string text)
    {
        var (shown, end) = ((StringBuilder?)null, 0);
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var (from, to) = ValueAfter(text, ref at);
            if (from >= end && to > from && !text.AsSpan(from).StartsWith(Redaction.Mark))
            {
                (shown ??= new StringBuilder()).Append(text, end, from - end).Append(Redaction.Mark);
                Found(text[from..to]);
                (end, at) = (to, to);
            }
        }

        return SignedQuery.Hide(Shaped().Replace(shown?.Append(text, end, text.Length - end).ToString() ?? text, ReplaceShaped), Found);
    }

    /// <summary>What follows Bearer, or all.</summary>
    public static string WithoutScheme(string value) => AuthenticationScheme().Replace(value, "") is { Length: > 0 } rest ? rest : value;

    private static int Next(string text, int from) =>
        from < text.Length && text.AsSpan(from).IndexOfAny(Separators) is >= 0 and var next ? from + next : -1;

    // Moves past the separator.
    private (int From, int To) ValueAfter(string text, ref int at)
    {
        var separator = at++;
        if (text[separator] == '>')
        {
            return markup.Element(text, separator);
        }

        if (text[separator] != '%')
        {
            return Assigned(text, separator);
        }

        return text.AsSpan(separator).StartsWith("%3D", StringComparison.OrdinalIgnoreCase) || text.AsSpan(separator).StartsWith("%3A", StringComparison.OrdinalIgnoreCase)
            ? Encoded(text, separator)
            : default;
    }

    // name=value, name: value, "name": value
    private (int From, int To) Assigned(string text, int separator)
    {
        var end = separator;
        while (end > 0 && text[end - 1] is ' ' or '\t' && separator - end < 8)
        {
            end--;
        }

        var quoted = end > 0 && text[end - 1] is '"' or '\'';
        if (quoted)
        {
            end = Quoting.BeforeQuote(text, end - 1);
        }

        var start = NameBefore(text, end);
        var name = text.AsSpan(start, end - start);
        if (FormParts.IsName(text, separator, name))
        {
            return FormParts.Value(text, separator, redaction);
        }

        var isSecret = redaction.IsSecret(name.Contains('%') ? Uri.UnescapeDataString(name) : name)
            || IsQueryKey(text, start, name)
            || (quoted && name is "value" or "values" && IsNamedBefore(text[Math.Max(0, start - (2 * LongestName))..start]));
        return !isSecret ? default
            : quoted ? Quoting.Value(text, Quoting.SkipSpace(text, separator + 1))
            : Value(text, start, separator, name);
    }

    private static (int From, int To) Value(string text, int start, int separator, ReadOnlySpan<char> name)
    {
        var from = separator + 1;
        while (from < text.Length && text[from] is ' ' or '\t')
        {
            from++;
        }

        if (Quoting.IsQuote(text, from))
        {
            return Quoting.Value(text, from);
        }

        // Credentials of several words: the rest of the line, or of what is in quotes.
        var rest = text.AsSpan(from);
        var word = AuthenticationScheme().EnumerateMatches(rest) is var words && words.MoveNext() ? words.Current.Length : 0;
        var length = text[separator] == ':' && (name.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) || name.EndsWith("cookie", StringComparison.OrdinalIgnoreCase))
            ? rest.IndexOfAny('\r', '\n', start > 0 && text[start - 1] is '"' or '\'' ? text[start - 1] : '\n')
            : rest[word..].IndexOfAny(ValueEnds) is >= 0 and var end ? word + end : rest.Length;
        return (from, from + rest[..(length < 0 ? rest.Length : length)].TrimEnd(".,;:)]}").Length);
    }

    // name%3Dvalue, %22name%22%3A%22value%22
    private (int From, int To) Encoded(string text, int separator)
    {
        if (separator >= 3 && text[separator - 3] == '%' && text.AsSpan(separator - 2, 2) is not ("22" or "27" or "5D" or "5d"))
        {
            return default;
        }

        var start = NameBefore(text, separator);
        if (!redaction.IsSecret(Uri.UnescapeDataString(text[start..separator])))
        {
            return default;
        }

        var from = separator + 3;
        while (text.AsSpan(from).StartsWith("%20"))
        {
            from += 3;
        }

        var quoted = text.AsSpan(from).StartsWith("%22");
        from += quoted ? 3 : 0;
        var rest = text.AsSpan(from);
        var end = EncodedEnd(quoted).EnumerateMatches(rest);
        return (from, end.MoveNext() ? from + end.Current.Index : text.Length);
    }

    // Names that say little elsewhere: error.code is no secret, and ?code= opens a function.
    private static bool IsQueryKey(string text, int start, ReadOnlySpan<char> name)
    {
        if (start == 0 || text[start - 1] is not ('?' or '&' or ';') || name is not ("code" or "key" or "auth" or "sig"))
        {
            return false;
        }

        var before = text.AsSpan(Math.Max(0, start - 2048), Math.Min(start, 2048));
        return before[(before.LastIndexOfAny(AddressEnds) + 1)..].Contains("//", StringComparison.Ordinal);
    }

    private bool IsNamedBefore(string text) => NamedBefore().Match(text) is { Success: true } named && redaction.IsSecret(named.Groups["name"].ValueSpan);

    private static int NameBefore(string text, int end)
    {
        var start = end;
        while (start > 0 && end - start < LongestName && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-' or '.' or '[' or ']' or '%' or '$'))
        {
            start--;
        }

        return start;
    }

    private string ReplaceShaped(Match match)
    {
        var secret = match.Groups["secret"];
        Found(secret.Value);
        return string.Concat(match.ValueSpan[..(secret.Index - match.Index)], Redaction.Mark, match.ValueSpan[(secret.Index - match.Index + secret.Length)..]);
    }

    // As it is written here, and as another text may write it. "Token: expired" must not take the word out of other texts.
    private void Found(string value)
    {
        redaction.Found++;
        if (value.Length < ShortestRemembered)
        {
            return;
        }

        redaction.Add(value);
        if (value.AsSpan().ContainsAny('%', '+'))
        {
            redaction.Add(WebUtility.UrlDecode(value));
        }

        if (value.AsSpan().ContainsAny('<', '&'))
        {
            foreach (var part in Markup().Split(value))
            {
                redaction.Add(WebUtility.HtmlDecode(part).Trim());
            }
        }
    }

    private static Regex EncodedEnd(bool quoted) => quoted ? EncodedQuote() : EncodedValueEnd();

    [GeneratedRegex("%22|&|\\s", RegexOptions.NonBacktracking)]
    private static partial Regex EncodedQuote();

    [GeneratedRegex("%2[26C]|%7D|%20|%0A|%0D|&|\\s|[\"'<>]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex EncodedValueEnd();

    [GeneratedRegex(@"<!\[CDATA\[|\]\]>|<[^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex("^(Basic|Bearer|Digest|Token|ApiKey) +", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AuthenticationScheme();

    // {"name": "token", "value":
    [GeneratedRegex("""["'](name|key|header|field)\\*["']\s*:\s*\\*["'](?<name>[^"'\\]+)\\*["']\s*,\s*\\*["']$""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NamedBefore();

    // Secrets without a name: the password in an address, what follows Bearer, the path of a Slack address.
    [GeneratedRegex(
        """://[^\s/@:"'\\]{0,64}:(?<secret>[^\s/@"'\\\[]{1,256})@|\b(Bearer|Basic) +(?<secret>[A-Za-z._~+/=\-]*[0-9=][A-Za-z0-9._~+/=\-]*)|hooks\.slack(-gov)?\.com/[a-z]+/(?<secret>[\w/\-]+)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Shaped();
}
