using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Proof.Fuzz;

/// <summary>URL-encoded fields, each byte as one character.</summary>
internal static partial class FormText
{
    /// <summary>Beyond it the receiver does not look.</summary>
    private const int MostFields = 1000;

    public static IReadOnlyList<(string Name, string Value)> Read(string text) =>
        [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2)).Select(field => (Plain(field[0]), field.Length > 1 ? Plain(field[1]) : ""))];

    /// <summary>The only value of a field; null when it is not there, is empty, or is there with several values.</summary>
    public static string? Find(byte[] body, string name) => Find(Encoding.Latin1.GetString(body), name);

    public static string? Find(string text, string name)
    {
        var wanted = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name));
        var fields = Read(text);
        var found = fields.Where(field => field.Name == wanted).Select(field => field.Value).Distinct().ToArray();
        return fields.Count <= MostFields && found is [{ Length: > 0 } only] && Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(only)) is { Length: <= 1024 } value ? value : null;
    }

    /// <summary>Names and values by name, as Twilio signs them; null when there are too many.</summary>
    public static byte[]? Sorted(byte[] body)
    {
        var fields = Read(Encoding.Latin1.GetString(body));
        return fields.Count > MostFields ? null : Encoding.Latin1.GetBytes(string.Concat(
            fields.Distinct().OrderBy(field => field.Name, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal).Select(field => field.Name + field.Value)));
    }

    private static string Plain(string text) => text.AsSpan().IndexOfAny('+', '%') < 0
        ? text
        : Escape().Replace(text.Replace('+', ' '), escape => ((char)byte.Parse(escape.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Escape();
}
