namespace Webhooks;

/// <summary>Text of a sender, fit for a log line or an answer: no line breaks to forge lines with, no endless ids.</summary>
public static class Printable
{
    /// <summary>The longest text that is shown whole, in characters.</summary>
    public const int Longest = 200;

    /// <summary>The text without control characters, cut to <see cref="Longest" />.</summary>
    public static string Of(string text)
    {
        var cut = text.Length > Longest ? text[..Longest] + "…" : text;
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : cut;
    }
}
