using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Proof.Fuzz;

/// <summary>What a signature covers beside the message itself.</summary>
/// <param name="Time">As the sender writes it.</param>
/// <param name="Url">The address as it is configured at the sender.</param>
internal sealed record Circumstances(string Time, string Url)
{
    public string Method { get; init; } = "POST";

    /// <summary>The names of signed headers, with spaces between them.</summary>
    public string Names { get; init; } = "";
}

/// <summary>The signed bytes by a manner, and where one part of them could be taken for another.</summary>
internal static class Signed
{
    /// <summary>Null when something is missing.</summary>
    public static byte[]? Content(this Manner manner, Message sent, Circumstances given, byte[] secret)
    {
        var parts = new List<byte[]>(manner.Parts.Length);
        foreach (var part in manner.Parts)
        {
            if (Bytes(part, manner, sent, given, secret) is not { } bytes)
            {
                return null;
            }

            parts.Add(bytes);
        }

        return parts is [var only] ? only : [.. parts.SelectMany(part => part)];
    }

    /// <summary>Of a body, what the signature covers: changed, and nobody has signed it.</summary>
    public static byte[] Covered(this Manner manner, byte[] body) =>
        manner.Digest is not null || manner.Parts.Any(part => part is "{body" or "{sha256:body") ? body
        : manner.SignsForm ? FormText.Sorted(body) ?? []
        : [];

    /// <summary>Whether a part holds what ends it, or has a length that it never has: then the same bytes are those of another message too.</summary>
    public static bool IsAmbiguous(this Manner manner, Message sent, Circumstances given)
    {
        for (var at = 0; at < manner.Parts.Length; at++)
        {
            var next = at + 1 < manner.Parts.Length ? manner.Parts[at + 1] : "{";
            var inwards = at > Array.IndexOf(manner.Parts, "{body") && manner.Parts.Contains("{body") ? manner.Parts[at - 1] : next;
            if (manner.Parts[at].Split(':') is ["{header", var name, .. var length] && sent.Value(name) is { } value
                && (length is [var digits] ? value.Length != int.Parse(digits, CultureInfo.InvariantCulture) : !inwards.StartsWith('{') && value.Contains(inwards, StringComparison.Ordinal)))
            {
                return true;
            }

            var touches = next.StartsWith('{') || char.IsAsciiDigit(next[0]) || (at > 0 && manner.Parts[at - 1] is "{body");
            if (manner.Parts[at] == "{timestamp" && touches && !(manner.TimeFormat switch
            {
                "Iso8601" => (at > 0 && manner.Parts[at - 1] is "{body") || Zone(given.Time),
                "UnixMilliseconds" => given.Time.Length == 13,
                _ => given.Time.Length == 10,
            }))
            {
                return true;
            }
        }

        return manner.NamesKey is not null && HasDots(manner, sent, given.Names);
    }

    private static bool Zone(string time) => time.Length > 10 && time[10..].IndexOfAny(['Z', 'z', '+', '-']) >= 0;

    // Only the type may have dots in it, and then the body shows where it begins.
    private static bool HasDots(Manner manner, Message sent, string names)
    {
        var type = Place.List(manner.EventType) is [{ Kind: "header", Name: var header }, ..] ? header : null;
        return names.Contains('.', StringComparison.Ordinal) || names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(name =>
            sent.Value(name) is { } value && value.Contains('.', StringComparison.Ordinal) && (!name.Equals(type, StringComparison.OrdinalIgnoreCase) || sent.Body is not [(byte)'{' or (byte)'[', ..]));
    }

    private static byte[]? Bytes(string part, Manner manner, Message sent, Circumstances given, byte[] secret) => part switch
    {
        "{body" => sent.Body,
        "{secret" => secret,
        "{form:sorted" => FormText.Sorted(sent.Body),
        _ => Text(part, manner, sent, given) is { } text ? Encoding.UTF8.GetBytes(text) : null,
    };

    private static string? Text(string part, Manner manner, Message sent, Circumstances given) => part switch
    {
        "{timestamp" => given.Time,
        "{method" => given.Method,
        "{url" => manner.Digest is null ? given.Url : $"{given.Url}{(given.Url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{manner.Digest}={Hex(sent.Body)}",
        "{path" => given.Url[given.Url.IndexOf('/', "https://".Length)..],
        "{sha256:body" => Hex(sent.Body),
        "{crc32:body" => Crc32(sent.Body).ToString(CultureInfo.InvariantCulture),
        "{signed-names" => given.Names,
        "{signed-values" => given.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(sent.Value).ToArray() is var values && values.Contains(null) ? null : string.Join('.', values),
        ['{', .. var place] when place.StartsWith("header:", StringComparison.Ordinal) => sent.Value(place.Split(':')[1]),
        ['{', .. var place] => Place.Of(place) is var at && !at.IsDoubled(sent) ? at.Find(sent) : null,
        _ => part,
    };

    private static string Hex(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static uint Crc32(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }

        return ~sum;
    }
}
