using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

internal static partial class Escapes
{
    /// <summary>Text with quotes for the \u0022 of JSON and with brackets for the entities of markup, as a redactor of text looks for them.</summary>
    public static string Remove(string text)
    {
        text = text.Contains("u00", StringComparison.Ordinal) ? Ascii().Replace(text, Plain) : text;
        return text.Contains("&lt;", StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }

    // At each level of JSON in JSON the number of backslashes doubles, and a quote has one fewer in all.
    private static string Plain(Match match)
    {
        var character = (char)int.Parse(match.ValueSpan[^2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return character == '"' ? new string('\\', (2 * (match.Length - 5)) - 1) + '"' : character.ToString();
    }

    // Printable ASCII but for the backslash.
    [GeneratedRegex(@"\\+u00([2-46][0-9a-f]|5[0-9abdef]|7[0-9a-e])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Ascii();
}
