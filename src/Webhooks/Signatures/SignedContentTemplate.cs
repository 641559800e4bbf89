using System.Text;

namespace Webhooks.Signatures;

/// <summary>
/// What a sender signs, written as a template: literal text, <c>{timestamp}</c>, <c>{header:NAME}</c>, and <c>{body}</c> exactly once.
/// </summary>
public sealed class SignedContentTemplate
{
    private readonly List<Part> before;
    private readonly List<Part> after;

    // Headers, each with the text between it and the body.
    private readonly List<(string Header, string Text)> dividers;

    private SignedContentTemplate(string text, List<Part> before, List<Part> after)
    {
        (Text, this.before, this.after) = (text, before, after);
        Part[] all = [.. before, .. after];
        Headers = [.. all.Where(part => part.Kind == PartKind.Header).Select(part => part.Text)];
        SignsTimestamp = all.Any(part => part.Kind == PartKind.Timestamp);
        dividers = [.. before.Zip(before.Skip(1)).Concat(after.Skip(1).Zip(after))
            .Where(pair => pair is { First.Kind: PartKind.Header, Second.Kind: PartKind.Literal })
            .Select(pair => (pair.First.Text, pair.Second.Text))];
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
        foreach (var (header, text) in dividers)
        {
            if (headers.Find(header)?.Contains(text, StringComparison.Ordinal) == true)
            {
                return header;
            }
        }

        return null;
    }

    private static byte[] Fill(List<Part> parts, Delivery delivery, string? timestamp)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += Encoding.UTF8.GetByteCount(FilledBy(part, delivery, timestamp));
        }

        var filled = length == 0 ? [] : new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            at += Encoding.UTF8.GetBytes(FilledBy(part, delivery, timestamp), filled.AsSpan(at));
        }

        return filled;
    }

    private static string FilledBy(Part part, Delivery delivery, string? timestamp) => part.Kind switch
    {
        PartKind.Timestamp => timestamp ?? "",
        PartKind.Header => delivery.Headers.Find(part.Text) ?? "",
        _ => part.Text,
    };

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
