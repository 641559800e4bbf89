using System.Text;

namespace Webhooks.Signatures;

/// <summary>
/// What a sender signs, written as a template: literal text, <c>{timestamp}</c>, <c>{header:NAME}</c>, and <c>{body}</c> exactly once.
/// </summary>
public sealed class SignedContentTemplate
{
    // Ids and times are short; what is longer gets its room when it comes.
    private const int MostlyEnough = 256;

    private readonly IReadOnlyList<Part> before;
    private readonly IReadOnlyList<Part> after;
    private readonly (string Header, string Divider)[] divided;

    private SignedContentTemplate(string text, IReadOnlyList<Part> before, IReadOnlyList<Part> after)
    {
        Text = text;
        this.before = before;
        this.after = after;
        Part[] all = [.. before, .. after];
        Headers = [.. all.Where(part => part.Kind == PartKind.Header).Select(part => part.Text)];
        SignsTimestamp = all.Any(part => part.Kind == PartKind.Timestamp);
        divided = [.. Divided(before.Zip(before.Skip(1))), .. Divided(after.Skip(1).Zip(after))];
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>Names of the headers that are signed by name.</summary>
    public IReadOnlyList<string> Headers { get; }

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

    /// <summary>The signed bytes of a delivery. Headers named in the template must be there.</summary>
    public SignedContent Fill(Delivery delivery, string? timestamp) =>
        new(Fill(before, delivery, timestamp), delivery.Body, Fill(after, delivery, timestamp));

    /// <summary>
    /// The signed header whose value holds the text that divides it from the body; null when there is none. With it the signed bytes
    /// could be cut elsewhere as well, into another id and another body under the same signature.
    /// </summary>
    public string? FindUndivided(DeliveryHeaders headers)
    {
        foreach (var (header, divider) in divided)
        {
            if (headers.Find(header)?.Contains(divider, StringComparison.Ordinal) == true)
            {
                return header;
            }
        }

        return null;
    }

    private static IEnumerable<(string Header, string Divider)> Divided(IEnumerable<(Part Value, Part Divider)> pairs) => pairs
        .Where(pair => pair.Value.Kind == PartKind.Header && pair.Divider.Kind == PartKind.Literal)
        .Select(pair => (pair.Value.Text, pair.Divider.Text));

    private static byte[] Fill(IReadOnlyList<Part> parts, Delivery delivery, string? timestamp)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        Span<byte> bytes = stackalloc byte[MostlyEnough];
        var written = 0;
        for (var at = 0; at < parts.Count; at++)
        {
            var text = Text(parts[at]);
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

        string Text(Part part) => part.Kind switch
        {
            PartKind.Timestamp => timestamp ?? "",
            PartKind.Header => delivery.Headers.Find(part.Text) ?? "",
            _ => part.Text,
        };
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

    private sealed record Part(PartKind Kind, string Text);
}
