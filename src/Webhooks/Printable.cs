using System.Buffers;

namespace Webhooks;

/// <summary>Text of a sender, fit for a log line or an answer: no line breaks to forge lines with, no endless ids.</summary>
public static class Printable
{
    /// <summary>The longest id that is shown whole, in characters: even escaped to the full, an answer with it is under 1 KB.</summary>
    public const int LongestId = 128;

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>The text without control characters, cut to a length.</summary>
    public static string Of(string text, int longest = LongestId)
    {
        var cut = text.Length > longest ? Cut(text, longest) + "…" : text;
        return cut.AsSpan().ContainsAny(Controls) ? string.Concat(cut.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : cut;
    }

    /// <summary>The text without control characters but line breaks, and without those that turn the direction of what follows: they would show our own words in another order.</summary>
    internal static string InOrder(string text) => string.Concat(text.Select(c => (char.IsControl(c) && c != '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? '\uFFFD' : c));

    /// <summary>The beginning of a text that is longer. Never ends between the halves of a surrogate pair: half of one is no text, and some encoders refuse it.</summary>
    internal static string Cut(string text, int longest) => text[..(longest > 0 && char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
