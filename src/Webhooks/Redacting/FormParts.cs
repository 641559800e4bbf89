using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

// multipart/form-data
internal static partial class FormParts
{
    private const int LongestHeader = 128;
    private const int LongestHeaders = 1024;

    public static bool IsName(string text, int separator, ReadOnlySpan<char> name) =>
        name.Equals("name", StringComparison.OrdinalIgnoreCase)
        && text.AsSpan(Math.Max(0, separator - LongestHeader), Math.Min(separator, LongestHeader)).Contains("form-data", StringComparison.OrdinalIgnoreCase);

    // Content-Disposition: form-data; name="name", and the value after a blank line
    public static (int From, int To) Value(string text, int separator, Redaction redaction)
    {
        var name = text.AsSpan(separator + 1);
        name = name[..(name.IndexOfAny('\r', '\n') is >= 0 and var line ? line : name.Length)];
        var blank = BlankLine().Match(text, separator, Math.Min(text.Length - separator, LongestHeaders));
        if (!redaction.IsSecret(name) || !blank.Success)
        {
            return default;
        }

        var from = blank.Index + blank.Length;
        var end = text.IndexOf("\n--", from, StringComparison.Ordinal);
        return (from, end < 0 ? text.Length : end > from && text[end - 1] == '\r' ? end - 1 : end);
    }

    [GeneratedRegex("\r?\n[ \t]*\r?\n", RegexOptions.NonBacktracking)]
    private static partial Regex BlankLine();
}
