using System.Text;

namespace Webhooks.Signatures.Content;

// The fields of a body that is a form (application/x-www-form-urlencoded). Names and values are bytes, each kept as one character, because
// what a sender signs need not be text.
internal sealed class FormFields
{
    // More than any sender's, and few enough to be sorted for anyone who asks.
    private const int Maximum = 1000;

    private readonly List<(string Name, string Value)> fields;

    private FormFields(List<(string, string)> fields) => this.fields = fields;

    /// <summary>Null when there are too many fields.</summary>
    public static FormFields? Read(ReadOnlySpan<byte> body)
    {
        var fields = new List<(string, string)>();
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            if (field.IsEmpty)
            {
                continue;
            }

            if (fields.Count == Maximum)
            {
                return null;
            }

            var cut = field.IndexOf((byte)'=');
            fields.Add(cut < 0 ? (Decode(field), "") : (Decode(field[..cut]), Decode(field[(cut + 1)..])));
        }

        return new FormFields(fields);
    }

    /// <summary>The value as text; null when the field is absent, empty, longer than any id, or there with several values.</summary>
    public string? Text(string name)
    {
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name));
        string? found = null;
        foreach (var (field, value) in fields)
        {
            if (field == bytes)
            {
                if (found is not null && found != value)
                {
                    return null;
                }

                found = value;
            }
        }

        return found is { Length: > 0 } && Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(found)) is { Length: <= Deliveries.DeliveryHeaders.LongestId } text ? text : null;
    }

    /// <summary>Names and values sorted by name, without anything between them; of a name with several values each value once, sorted.</summary>
    public byte[] Sorted()
    {
        var sorted = fields.Distinct().Order(Comparer<(string Name, string Value)>.Create((one, other) =>
            string.CompareOrdinal(one.Name, other.Name) is not 0 and var order ? order : string.CompareOrdinal(one.Value, other.Value)));
        return Encoding.Latin1.GetBytes(string.Concat(sorted.Select(field => field.Name + field.Value)));
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'+', (byte)'%') < 0)
        {
            return Encoding.Latin1.GetString(text);
        }

        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit((char)text[at + 1]) && char.IsAsciiHexDigit((char)text[at + 2]))
            {
                decoded.Append((char)((Digit(text[at + 1]) << 4) | Digit(text[at + 2])));
                at += 2;
            }
            else
            {
                decoded.Append(text[at] == '+' ? ' ' : (char)text[at]);
            }
        }

        return decoded.ToString();
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
