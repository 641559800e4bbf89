using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>
/// What a sender signs, as a template: literal text, <c>{timestamp}</c>, <c>{header:NAME}</c>, and <c>{body}</c> exactly once. A header
/// whose values all have the same length, <c>{header:NAME:36}</c>, may touch other parts.
/// </summary>
public sealed partial class SignedContentTemplate
{
    // Enough for ids and times; longer values get a larger buffer.
    private const int UsualLength = 256;

    private readonly ContentPart[] before;
    private readonly ContentPart[] after;
    private readonly List<string> headers = [];
    private readonly ContentBorders borders;

    private SignedContentTemplate(string text, string[] sides)
    {
        Text = text;
        before = [.. Token().Matches(sides[0]).Select(Read)];
        after = [.. Token().Matches(sides[1]).Select(Read)];
        SignsTimestamp = before.Concat(after).Any(part => part.Kind == ContentPartKind.Timestamp);
        borders = new ContentBorders(before, after);
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>The headers that are signed by name.</summary>
    public IReadOnlyList<string> Headers => headers;

    /// <summary>Whether the time is signed.</summary>
    public bool SignsTimestamp { get; }

    internal bool MeasuresTimestamp => borders.MeasuresTimestamp;

    /// <summary>Reads a template; null, with the problem, when it is not valid.</summary>
    internal static SignedContentTemplate? Read(string text, out string problem)
    {
        var sides = text.Split("{body}");
        var unknown = sides.SelectMany(side => Token().Matches(side)).FirstOrDefault(token => token.Groups["unknown"].Success);
        problem = sides.Length != 2 ? $"'{text}' must hold {{body}} exactly once"
            : unknown is not null ? $"'{unknown.Groups["unknown"].Value}' is not {{body}}, {{timestamp}}, {{header:NAME}} or {{header:NAME:LENGTH}}"
            : "";
        if (problem.Length > 0)
        {
            return null;
        }

        var template = new SignedContentTemplate(text, sides);
        if (ContentBorders.FindTouching(template.before, template.after) is { Text: var header })
        {
            problem = $"{{header:{header}}} touches another part, so bytes could be moved between the two under the same signature; "
                + $"put the text between them that the sender signs, or, if all values of the header have the same length, say so, for example {{header:{header}:36}}";
            return null;
        }

        return template;
    }

    internal static SignedContentTemplate Of(string text) => Read(text, out var problem) ?? throw new ArgumentException(problem, nameof(text));

    /// <summary>The signed bytes of a delivery. A missing header counts as empty.</summary>
    internal SignedContent Fill(Delivery delivery, string? timestamp) =>
        Fill([.. headers.Select(header => delivery.Headers.Find(header) ?? "")], delivery.Body, timestamp);

    /// <summary>The signed bytes, from what <see cref="ValuesIn" /> returned.</summary>
    internal SignedContent Fill(string[] values, ReadOnlyMemory<byte> body, string? timestamp) =>
        new(Fill(before, values, timestamp), body, Fill(after, values, timestamp));

    /// <summary>The values of <see cref="Headers" />; null when one is missing.</summary>
    internal string[]? ValuesIn(DeliveryHeaders received)
    {
        var values = headers.Count == 0 ? [] : new string[headers.Count];
        for (var at = 0; at < values.Length; at++)
        {
            if (received.Find(headers[at]) is not { } value)
            {
                return null;
            }

            values[at] = value;
        }

        return values;
    }

    /// <summary>The first signed header that the delivery lacks.</summary>
    internal string? Missing(DeliveryHeaders received)
    {
        for (var at = 0; at < headers.Count; at++)
        {
            if (received.Find(headers[at]) is null)
            {
                return headers[at];
            }
        }

        return null;
    }

    /// <summary>
    /// The signed header whose value moves the border between it and the rest, with which the same signed bytes could be split differently:
    /// into another id and another body under the same signature.
    /// </summary>
    internal string? FindAmbiguous(string[] values) => borders.FindAmbiguous(values)?.Text;

    private static byte[] Fill(ContentPart[] parts, string[] values, string? timestamp)
    {
        if (parts.Length == 0)
        {
            return [];
        }

        Span<byte> bytes = stackalloc byte[UsualLength];
        var written = 0;
        foreach (var part in parts)
        {
            var text = part.Kind switch
            {
                ContentPartKind.Timestamp => timestamp ?? "",
                ContentPartKind.Header => values[part.Header],
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

    private ContentPart Read(Match token)
    {
        if (!token.Groups["header"].Success)
        {
            return new ContentPart(token.Value == "{timestamp}" ? ContentPartKind.Timestamp : ContentPartKind.Literal, token.Value);
        }

        var name = token.Groups["header"].Value;
        var at = headers.FindIndex(header => header.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            at = headers.Count;
            headers.Add(name);
        }

        return new ContentPart(ContentPartKind.Header, name, at, token.Groups["length"].Success ? int.Parse(token.Groups["length"].Value, CultureInfo.InvariantCulture) : null);
    }

    [GeneratedRegex(@"\{timestamp\}|\{header:(?<header>[^}:]+)(:(?<length>[1-9][0-9]{0,3}))?\}|\{(?<unknown>[^}]*)\}|(?<unknown>\{[^}]*$)|[^{]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
