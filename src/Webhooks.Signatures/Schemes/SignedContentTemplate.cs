using System.Text;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>
/// What a sender signs, written as a template: literal text, <c>{timestamp}</c>, <c>{header:NAME}</c>, and <c>{body}</c> exactly once.
/// </summary>
public sealed class SignedContentTemplate
{
    // Ids and times are short; what is longer gets its room when it comes.
    private const int MostlyEnough = 256;

    private readonly Part[] before;
    private readonly Part[] after;
    private readonly string[] headers;
    private readonly (int Header, string Divider)[] divided;

    private SignedContentTemplate(string text, IReadOnlyList<Part> before, IReadOnlyList<Part> after)
    {
        Text = text;
        Part[] all = [.. before, .. after];
        headers = [.. all.Where(part => part.Kind == PartKind.Header).Select(part => part.Text).Distinct(StringComparer.OrdinalIgnoreCase)];
        this.before = [.. before.Select(Placed)];
        this.after = [.. after.Select(Placed)];
        SignsTimestamp = all.Any(part => part.Kind == PartKind.Timestamp);
        divided = [.. Divided(this.before.Zip(this.before.Skip(1))), .. Divided(this.after.Skip(1).Zip(this.after))];

        Part Placed(Part part) => part with { Header = Array.FindIndex(headers, header => header.Equals(part.Text, StringComparison.OrdinalIgnoreCase)) };
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>Names of the headers that are signed by name.</summary>
    public IReadOnlyList<string> Headers => headers;

    /// <summary>Whether the time is signed.</summary>
    public bool SignsTimestamp { get; }

    /// <summary>Reads a template; on failure says what is wrong with it.</summary>
    public static SignedContentTemplate? Read(string text, out string problem)
    {
        var sides = text.Split("{body}");
        if (sides.Length != 2)
        {
            problem = $"'{text}' must hold {{body}} exactly once";
            return null;
        }

        var before = Parts(sides[0], out problem);
        var after = problem.Length == 0 ? Parts(sides[1], out problem) : [];
        return problem.Length == 0 ? new SignedContentTemplate(text, before, after) : null;
    }

    /// <summary>A template that is known to be right.</summary>
    public static SignedContentTemplate Of(string text) => Read(text, out var problem) ?? throw new ArgumentException(problem, nameof(text));

    /// <summary>The signed bytes of a delivery. A header that is missing counts as empty.</summary>
    public SignedContent Fill(Delivery delivery, string? timestamp) =>
        Fill([.. headers.Select(header => delivery.Headers.Find(header) ?? "")], delivery.Body, timestamp);

    /// <summary>The signed bytes around a body, from what <see cref="ValuesIn" /> gave.</summary>
    internal SignedContent Fill(string[] values, ReadOnlyMemory<byte> body, string? timestamp) =>
        new(Fill(before, values, timestamp), body, Fill(after, values, timestamp));

    /// <summary>The values of <see cref="Headers" />, in their order, each looked up once; null when one did not come.</summary>
    public string[]? ValuesIn(DeliveryHeaders received)
    {
        ArgumentNullException.ThrowIfNull(received);
        var values = headers.Length == 0 ? [] : new string[headers.Length];
        for (var at = 0; at < headers.Length; at++)
        {
            if (received.Find(headers[at]) is not { } value)
            {
                return null;
            }

            values[at] = value;
        }

        return values;
    }

    /// <summary>
    /// The signed header whose value holds the text that divides it from the body; null when there is none. With it the signed bytes
    /// could be cut elsewhere as well, into another id and another body under the same signature.
    /// </summary>
    /// <param name="values">What <see cref="ValuesIn" /> gave.</param>
    public string? FindUndivided(string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (header, divider) in divided)
        {
            if (values[header].AsSpan().IndexOf(divider) >= 0)
            {
                return headers[header];
            }
        }

        return null;
    }

    private static IEnumerable<(int Header, string Divider)> Divided(IEnumerable<(Part Value, Part Divider)> pairs) => pairs
        .Where(pair => pair.Value.Kind == PartKind.Header && pair.Divider.Kind == PartKind.Literal)
        .Select(pair => (pair.Value.Header, pair.Divider.Text));

    private static byte[] Fill(Part[] parts, string[] values, string? timestamp)
    {
        if (parts.Length == 0)
        {
            return [];
        }

        Span<byte> bytes = stackalloc byte[MostlyEnough];
        var written = 0;
        foreach (var part in parts)
        {
            var text = part.Kind switch
            {
                PartKind.Timestamp => timestamp ?? "",
                PartKind.Header => values[part.Header],
                _ => part.Text,
            };
            int more;
            while (!Encoding.UTF8.TryGetBytes(text, bytes[written..], out more))
            {
                var larger = new byte[written + Encoding.UTF8.GetMaxByteCount(text.Length)];
                bytes[..written].CopyTo(larger);
                bytes = larger;
            }

            written += more;
        }

        return bytes[..written].ToArray();
    }

    private static List<Part> Parts(string text, out string problem)
    {
        var parts = new List<Part>();
        problem = "";
        while (text.Length > 0)
        {
            var open = text.IndexOf('{', StringComparison.Ordinal);
            if (open != 0)
            {
                parts.Add(new Part(PartKind.Literal, open < 0 ? text : text[..open]));
                text = open < 0 ? "" : text[open..];
                continue;
            }

            var close = text.IndexOf('}', StringComparison.Ordinal);
            var token = close < 0 ? text : text[1..close];
            if (close < 0 || Token(token) is not { } part)
            {
                problem = $"'{token}' is not {{body}}, {{timestamp}} or {{header:NAME}}";
                return parts;
            }

            parts.Add(part);
            text = text[(close + 1)..];
        }

        return parts;
    }

    private static Part? Token(string token) => token switch
    {
        "timestamp" => new Part(PartKind.Timestamp, ""),
        _ when token.StartsWith("header:", StringComparison.Ordinal) && token.Length > 7 => new Part(PartKind.Header, token[7..]),
        _ => null,
    };

    private enum PartKind
    {
        Literal,
        Timestamp,
        Header,
    }

    /// <param name="Kind">What stands here.</param>
    /// <param name="Text">The literal, or the header's name.</param>
    /// <param name="Header">The header's place among all headers.</param>
    private sealed record Part(PartKind Kind, string Text, int Header = -1);
}
