using System.Globalization;
using System.Text;

namespace Cli.Rendering;

// A text as one word of a POSIX shell.
internal static class ShellQuote
{
    // What could move a terminal's cursor, or hide in a text, is written as octal bytes, which printf makes of them again. It must not end with a line end.
    public static string Of(string text)
    {
        if (text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '@' or ',' or '+'))
        {
            return text;
        }

        return HidesNothing(text)
            ? $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'"
            : $"\"$(printf '{string.Concat(text.EnumerateRunes().Select(Escaped))}')\"";
    }

    public static bool HidesNothing(string text) => !text.EnumerateRunes().Any(IsHidden);

    // An exclamation mark would be one of history, within double quotes.
    private static string Escaped(Rune rune) =>
        rune.Value is '%' ? "%%"
        : rune.Value is '\'' or '\\' or '!' || IsHidden(rune) ? string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(b => "\\" + Convert.ToString(b, 8).PadLeft(3, '0')))
        : rune.ToString();

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\t') && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
