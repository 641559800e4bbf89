using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

internal sealed partial class Elements(Redaction redaction)
{
    private const int LongestTag = 512;

    // <name>value</name>, <any name="name">value</any>
    public (int From, int To) Element(string text, int close)
    {
        var open = close == 0 ? -1 : text.LastIndexOf('<', close - 1, Math.Min(close, LongestTag));
        if (open < 0 || text[open + 1] is '/' or '!' or '?' || text[close - 1] == '/')
        {
            return default;
        }

        var tag = text.AsSpan(open + 1, close - open - 1);
        var name = tag[..(tag.IndexOfAny(" \t\r\n") is >= 0 and var end ? end : tag.Length)];
        var named = NameAttribute().Match(text, open, close - open);
        return redaction.IsSecret(name[(name.IndexOf(':') + 1)..]) || (named.Success && redaction.IsSecret(named.Groups["name"].ValueSpan))
            ? (close + 1, ElementEnd(text, close + 1, name))
            : default;
    }

    private static int ElementEnd(string text, int from, ReadOnlySpan<char> name)
    {
        var opening = 1;
        for (var at = text.IndexOf('<', from); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var tag = text.AsSpan(at + 1);
            opening += tag.StartsWith(name) && tag.Length > name.Length && tag[name.Length] is '>' or ' ' ? 1 : tag is ['/', ..] && tag[1..].StartsWith(name) ? -1 : 0;
            if (opening == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    [GeneratedRegex("\\s(name|key|id|field)\\s?=\\s?[\"'](?<name>[^\"'<>]{1,128})[\"']", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NameAttribute();
}
