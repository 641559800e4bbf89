using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Webhooks.Signatures.Content;

/// <summary>Makes the strings of a JSON body text. Nothing else is changed: what was not JSON before is none afterwards.</summary>
public static class JsonRepair
{
    private static ReadOnlySpan<byte> Replacement => "fffd"u8;

    /// <summary>
    /// The body without byte order mark, with U+FFFD for invalid UTF-8 and for escapes of unpaired surrogates, which .NET's readers reject.
    /// The same memory when there are none.
    /// </summary>
    public static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> body)
    {
        body = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        var bytes = Utf8.IsValid(body.Span) ? null : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span));
        for (var at = NextUnpaired(bytes ?? body.Span, 0); at >= 0; at = NextUnpaired(bytes, at))
        {
            bytes ??= body.ToArray();
            Replacement.CopyTo(bytes.AsSpan(at + 2));
        }

        return bytes ?? body;
    }

    // Where the next escape of an unpaired surrogate begins, or -1. Backslashes occur in strings only.
    private static int NextUnpaired(ReadOnlySpan<byte> json, int start)
    {
        while (json[start..].IndexOf((byte)'\\') is >= 0 and var next)
        {
            var at = start + next;
            if (CodeUnit(json[at..]) is not { } unit || !char.IsSurrogate(unit))
            {
                start = Math.Min(at + 2, json.Length);
            }
            else if (char.IsHighSurrogate(unit) && CodeUnit(json[(at + 6)..]) is { } low && char.IsLowSurrogate(low))
            {
                start = at + 12;
            }
            else
            {
                return at;
            }
        }

        return -1;
    }

    private static char? CodeUnit(ReadOnlySpan<byte> json) =>
        json is [(byte)'\\', (byte)'u', _, _, _, _, ..] && Utf8Parser.TryParse(json[2..6], out ushort unit, out var read, 'x') && read == 4 ? (char)unit : null;
}
