namespace Webhooks.Signatures.Schemes;

// The signed bytes must be those of one delivery only. If a part could end at another place, bytes could be moved into or out of the body, or
// another header, under the same signature: another id, and so another event.
internal sealed class ContentBorders
{
    private readonly (ContentPart Header, string Separator, bool IsBeforeBody)[] separated;
    private readonly ContentPart[] measured;

    public ContentBorders(ContentPart[] before, ContentPart[] after)
    {
        separated = [.. Separated(Inwards(before), true), .. Separated(Inwards(after.Reverse()), false)];
        measured = [.. before.Concat(after).Where(part => part.Length is not null)];
        MeasuresTimestamp = Inwards(before).Any(pair => IsExtendable(pair.Part, pair.Next, text => text[0]))
            || Inwards(after.Reverse()).Any(pair => IsExtendable(pair.Part, pair.Next, text => text[^1]));
    }

    /// <summary>Whether a time written in digits could be taken to be longer or shorter than it is.</summary>
    public bool MeasuresTimestamp { get; }

    /// <summary>The first header that touches another part of the content.</summary>
    public static ContentPart? FindTouching(ContentPart[] before, ContentPart[] after) =>
        Touching(before.Append(null)) ?? Touching(after.Prepend(null));

    /// <summary>The header whose value moves a border; null when there is none.</summary>
    public ContentPart? FindAmbiguous(string[] values)
    {
        foreach (var (header, separator, isBeforeBody) in separated)
        {
            if (MovesBorder(values[header.Header], separator, isBeforeBody))
            {
                return header;
            }
        }

        foreach (var header in measured)
        {
            if (values[header.Header].Length != header.Length)
            {
                return header;
            }
        }

        return null;
    }

    // Null stands for the body.
    private static ContentPart? Touching(IEnumerable<ContentPart?> parts) => parts.Zip(parts.Skip(1))
        .Where(pair => pair is not ({ IsLiteral: true }, _) and not (_, { IsLiteral: true }))
        .Select(pair => pair.First is { IsFreeHeader: true } ? pair.First : pair.Second is { IsFreeHeader: true } ? pair.Second : null)
        .FirstOrDefault(header => header is not null);

    // Each part with the next one towards the body; null stands for the body.
    private static IEnumerable<(ContentPart Part, ContentPart? Next)> Inwards(IEnumerable<ContentPart> parts) => parts.Zip(parts.Skip(1).Append(null));

    private static IEnumerable<(ContentPart, string, bool)> Separated(IEnumerable<(ContentPart Part, ContentPart? Next)> pairs, bool isBeforeBody) =>
        pairs.Where(pair => pair is { Part.IsFreeHeader: true, Next.IsLiteral: true }).Select(pair => (pair.Part, pair.Next!.Text, isBeforeBody));

    // A separator may overlap itself: "a:" before "::" and "a" before ":::" are the same bytes.
    private static bool MovesBorder(ReadOnlySpan<char> value, ReadOnlySpan<char> separator, bool isBeforeBody)
    {
        var moves = value.IndexOf(separator) >= 0;
        for (var at = 1; at < separator.Length && !moves; at++)
        {
            moves = separator[at..].SequenceEqual(separator[..^at]) && (isBeforeBody ? value.EndsWith(separator[..at]) : value.StartsWith(separator[^at..]));
        }

        return moves;
    }

    private static bool IsExtendable(ContentPart part, ContentPart? next, Func<string, char> edge) =>
        part.Kind == ContentPartKind.Timestamp && (next is not { IsLiteral: true } || char.IsAsciiDigit(edge(next.Text)));
}
