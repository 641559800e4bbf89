using System.Buffers;

namespace Webhooks.Redacting;

// Values of JSON, or of text like it, that may be cut off, and may be escaped any number of times inside strings of JSON.
internal static class Quoting
{
    private static readonly SearchValues<char> BareEnds = SearchValues.Create(",}]\\ \t\r\n\"'");

    /// <summary>The value that begins here; empty for null, true and false.</summary>
    public static (int From, int To) Value(string text, int from)
    {
        var level = Backslashes(text, from);
        if (IsQuote(text, from))
        {
            var start = from + level + 1;
            return (start, StringEnd(text, start, text[start - 1], level).Content);
        }

        if (from < text.Length && text[from] is '{' or '[')
        {
            return (from, NestedEnd(text, from));
        }

        var rest = text.AsSpan(from);
        var end = rest.IndexOfAny(BareEnds);
        var value = rest[..(end < 0 ? rest.Length : end)];
        return value is "null" or "true" or "false" ? default : (from, from + value.Length);
    }

    /// <summary>Whether a quote is here, escaped or not.</summary>
    public static bool IsQuote(string text, int at) => (at += Backslashes(text, at)) < text.Length && text[at] is '"' or '\'';

    /// <summary>Where the text before a closing quote ends.</summary>
    public static int BeforeQuote(string text, int quote)
    {
        while (quote > 0 && text[quote - 1] == '\\')
        {
            quote--;
        }

        return quote;
    }

    /// <summary>Past spaces and line breaks, escaped ones too.</summary>
    public static int SkipSpace(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || IsEscapedSpace(text, at)))
        {
            at += char.IsWhiteSpace(text[at]) ? 1 : Backslashes(text, at) + 1;
        }

        return at;
    }

    private static bool IsEscapedSpace(string text, int at) =>
        Backslashes(text, at) is > 0 and var level && at + level < text.Length && text[at + level] is 'n' or 'r' or 't';

    private static int Backslashes(string text, int at)
    {
        var start = at;
        while (at < text.Length && text[at] == '\\')
        {
            at++;
        }

        return at - start;
    }

    // Where the content of a string ends, and where its closing quote is. At a level of escaping the quote has that many backslashes.
    private static (int Content, int Quote) StringEnd(string text, int from, char quote, int level)
    {
        for (var at = text.IndexOf(quote, from); at >= 0; at = text.IndexOf(quote, at + 1))
        {
            var before = Math.Max(from, BeforeQuote(text, at));
            if (Closes(at - before, level))
            {
                return (Math.Max(before, at - level), at);
            }
        }

        return (text.Length, text.Length);
    }

    private static bool Closes(int backslashes, int level)
    {
        while (level > 0)
        {
            // The string around it ends here.
            if (backslashes % 2 == 0)
            {
                return true;
            }

            (backslashes, level) = (backslashes / 2, level / 2);
        }

        return backslashes % 2 == 0;
    }

    private static int NestedEnd(string text, int from)
    {
        var depth = 0;
        for (var at = from; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth == 0:
                    return at + 1;
                case '"':
                    var level = at - Math.Max(from, BeforeQuote(text, at));
                    at = StringEnd(text, at + 1, '"', level).Quote;
                    break;
            }
        }

        return text.Length;
    }
}
