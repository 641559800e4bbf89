using Webhooks.Signatures.Content;

namespace Webhooks.Signatures.Schemes;

// The signed bytes must be those of one delivery only. If a part could end at another place, bytes could be moved into or out of the body, or
// another header, under the same signature: another id, and so another event.
internal sealed class ContentBorders
{
    private readonly (ContentPart Part, string Separator, bool IsBeforeBody)[] separated;
    private readonly ContentPart[] measured;
    private readonly bool hasExtendableDigits;
    private readonly bool hasExtendableWords;

    // RFC 3339 has colons, and a value right before it none: then no other text of that form begins where the value ends.
    private const string InTimeOnly = ":";

    public ContentBorders(ContentPart[] before, ContentPart[] after, TimeFormat? time)
    {
        separated = [.. Separated(Inwards(before), true), .. Separated(Inwards(after.Reverse()), false), .. BeforeTime(before, time).Select(part => (part, InTimeOnly, true))];
        measured = [.. before.Concat(after).Where(part => part.Length is not null)];
        hasExtendableDigits = Inwards(before).Any(pair => IsExtendable(pair.Part, pair.Next, text => char.IsAsciiDigit(text[0])))
            || Inwards(after.Reverse()).Any(pair => IsExtendable(pair.Part, pair.Next, text => char.IsAsciiDigit(text[^1])));
        // RFC 3339 begins with four digits, so only its end can be moved: by a fraction or a zone.
        hasExtendableWords = Inwards(before).Any(pair => IsExtendable(pair.Part, pair.Next, text => char.IsAsciiDigit(text[0]) || ".Zz+-".Contains(text[0])));
    }

    /// <summary>Whether a time could be taken to be longer or shorter than it is.</summary>
    public bool MeasuresTimestamp(TimeFormat format) => format == TimeFormat.Iso8601 ? hasExtendableWords : hasExtendableDigits;

    /// <summary>The first value that touches another part of the content.</summary>
    public static ContentPart? FindTouching(ContentPart[] before, ContentPart[] after, TimeFormat? time) =>
        Touching(before.Append(null), [.. BeforeTime(before, time)]) ?? Touching(after.Prepend(null), []);

    /// <summary>The value that moves a border; null when there is none.</summary>
    public ContentPart? FindAmbiguous(string[] values)
    {
        foreach (var (part, separator, isBeforeBody) in separated)
        {
            if (MovesBorder(values[part.Value], separator, isBeforeBody))
            {
                return part;
            }
        }

        foreach (var part in measured)
        {
            if (values[part.Value].Length != part.Length)
            {
                return part;
            }
        }

        return null;
    }

    // Null stands for the body.
    private static ContentPart? Touching(IEnumerable<ContentPart?> parts, ContentPart[] mayTouch) => parts.Zip(parts.Skip(1))
        .Where(pair => pair is not ({ IsLiteral: true }, _) and not (_, { IsLiteral: true }) && !mayTouch.Contains(pair.First))
        .Select(pair => pair.First is { IsFree: true } ? pair.First : pair.Second is { IsFree: true } ? pair.Second : null)
        .FirstOrDefault(part => part is not null);

    // Each part with the next one towards the body; null stands for the body.
    private static IEnumerable<(ContentPart Part, ContentPart? Next)> Inwards(IEnumerable<ContentPart> parts) => parts.Zip(parts.Skip(1).Append(null));

    // The first part alone: what is before it could be anything.
    private static IEnumerable<ContentPart> BeforeTime(ContentPart[] before, TimeFormat? time) =>
        time == TimeFormat.Iso8601 && before is [{ IsFree: true, Kind: ContentPartKind.Value } value, { Kind: ContentPartKind.Timestamp }, ..] ? [value] : [];

    // Names and values of headers that the signature names have a check of their own.
    private static IEnumerable<(ContentPart, string, bool)> Separated(IEnumerable<(ContentPart Part, ContentPart? Next)> pairs, bool isBeforeBody) =>
        pairs.Where(pair => pair is { Part: { IsFree: true, Kind: ContentPartKind.Value }, Next.IsLiteral: true }).Select(pair => (pair.Part, pair.Next!.Text, isBeforeBody));

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

    private static bool IsExtendable(ContentPart part, ContentPart? next, Func<string, bool> extends) =>
        part.Kind is ContentPartKind.Timestamp or ContentPartKind.BodyChecksum && (next is not { IsLiteral: true } || extends(next.Text));
}
