using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>
/// What a sender signs, as a template: literal text, <c>{timestamp}</c>, <c>{header:NAME}</c> and other parts, and usually <c>{body}</c>
/// exactly once. A header whose values all have the same length, <c>{header:NAME:36}</c>, may touch other parts.
/// </summary>
public sealed class SignedContentTemplate
{
    // Enough for ids and times; longer values get a larger buffer.
    private const int UsualLength = 256;

    private readonly ContentPart[] before;
    private readonly ContentPart[] after;
    private readonly ContentPart? core;
    private readonly IReadOnlyList<FieldLocation> locations;
    private readonly ContentBorders borders;

    private SignedContentTemplate(string text, IReadOnlyList<ContentPart> parts, IReadOnlyList<FieldLocation> locations, TimeFormat? time = null)
    {
        (Text, this.locations) = (text, locations);
        core = parts.FirstOrDefault(part => part.IsBody) ?? parts.FirstOrDefault(part => part is { IsFree: true, Kind: ContentPartKind.Value });
        var at = core is null ? parts.Count : parts.Index().First(part => ReferenceEquals(part.Item, core)).Index;
        SignsNamedHeaders = parts.Any(part => part.Kind is ContentPartKind.SignedNames or ContentPartKind.SignedValues);
        before = [.. parts.Take(at)];
        after = [.. parts.Skip(at + 1)];
        Headers = [.. locations.Select(location => location.Header).OfType<string>()];
        SignsTimestamp = parts.Any(part => part.Kind == ContentPartKind.Timestamp);
        HoldsSecret = parts.Any(part => part.Kind == ContentPartKind.Secret);
        ReadsBody = SignsForm || locations.Any(location => location.Header is null);
        borders = new ContentBorders(before, after, time);
    }

    /// <summary>The template, with line ends and tabs as they are signed.</summary>
    public string Text { get; }

    /// <summary>The template as one writes it into the settings, on one line.</summary>
    public string Setting => Escape(Text);

    /// <summary>The headers that are signed by name.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Whether the time is signed.</summary>
    public bool SignsTimestamp { get; }

    /// <summary>Whether the body is signed, as it is, by its hash, or as a sorted form.</summary>
    public bool SignsBody => SignsWholeBody || SignsForm;

    /// <summary>The signed content of senders that sign nothing and send the secret.</summary>
    internal static SignedContentTemplate Nothing { get; } = new("", [], []);

    internal IReadOnlyList<FieldLocation> Locations => locations;

    /// <summary>The address that is signed; null when none is.</summary>
    internal PublicUrl? Url { get; private init; }

    /// <summary>Whether each byte of the body is signed.</summary>
    internal bool SignsWholeBody => core is { Kind: ContentPartKind.Body } || before.Concat(after).Any(part => part.Kind == ContentPartKind.BodyHash);

    /// <summary>Whether the body itself is in it.</summary>
    internal bool HasBodyAsItIs => core is { Kind: ContentPartKind.Body } && !before.Concat(after).Any(part => part.Kind is ContentPartKind.BodyHash or ContentPartKind.BodyChecksum);

    /// <summary>Whether the names and values of the body are signed, without what separates them.</summary>
    internal bool SignsForm => core is { Kind: ContentPartKind.SortedForm };

    /// <summary>Whether the signature names headers that it covers.</summary>
    internal bool SignsNamedHeaders { get; }

    internal bool HoldsSecret { get; }

    /// <summary>Whether values are read from the body before the signature is known to be right.</summary>
    internal bool ReadsBody { get; }

    /// <summary>Reads a template; null, with the problem, when it is not valid.</summary>
    internal static SignedContentTemplate? Read(string text, out string problem, PublicUrl? url = null, TimeFormat? time = null)
    {
        text = Unescape(text);
        var reader = new ContentReader(url);
        if (reader.Read(text, out problem) is not { } parts)
        {
            return null;
        }

        var template = new SignedContentTemplate(text, parts, reader.Locations, time) { Url = text.Contains("{url}", StringComparison.Ordinal) ? url : null };
        if (ContentBorders.FindTouching(template.before, template.after, time) is { Text: var value })
        {
            problem = $"{{{value}}} touches another part, so bytes could be moved between the two under the same signature; put the text between them that the sender signs"
                + (value.StartsWith("header:", StringComparison.Ordinal) ? $", or, if all values of the header have the same length, say so, for example {{{value}:36}}" : "");
            return null;
        }

        return template;
    }

    // As people write line ends and tabs in a shell, an environment variable or a portal.
    private static string Unescape(string text) => text
        .Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);

    /// <summary>The same text on one line.</summary>
    internal static string Escape(string text) => text
        .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    internal static SignedContentTemplate Of(string text) => Read(text, out var problem) ?? throw new ArgumentException(problem, nameof(text));

    /// <summary>Whether a time in this format could be taken to be longer or shorter than it is.</summary>
    internal bool MeasuresTimestamp(TimeFormat format) => SignsTimestamp && borders.MeasuresTimestamp(format);

    /// <summary>The signed bytes of a delivery. A missing value counts as empty.</summary>
    internal SignedContent Fill(Delivery delivery, string? timestamp, ReadOnlySpan<byte> secret = default, IReadOnlyList<string>? names = null)
    {
        var fields = ReadsBody ? new BodyFields(delivery, [.. locations.Select(location => location.Path).OfType<string>()]) : null;
        var values = new string[Places];
        for (var at = 0; at < locations.Count; at++)
        {
            values[at] = Find(locations[at], delivery.Headers, fields) ?? "";
        }

        if (SignsNamedHeaders)
        {
            SetNamed(values, string.Join(' ', names ?? []), string.Join('.', (names ?? []).Select(delivery.Headers.Find)));
        }

        return Fill(values, delivery.Body, timestamp, secret);
    }

    /// <summary>The signed bytes, from what <see cref="ValuesIn" /> returned.</summary>
    internal SignedContent Fill(string[] values, ReadOnlyMemory<byte> body, string? timestamp, ReadOnlySpan<byte> secret = default) =>
        new(Fill(before, values, body, timestamp, secret), Core(values, body), Fill(after, values, body, timestamp, secret));

    /// <summary>The values of <see cref="Locations" />, and places for <see cref="SetNamed" />; null when one is missing.</summary>
    internal string[]? ValuesIn(DeliveryHeaders received, BodyFields? fields = null)
    {
        var values = Places == 0 ? [] : new string[Places];
        for (var at = 0; at < locations.Count; at++)
        {
            if (Find(locations[at], received, fields) is not { } value)
            {
                return null;
            }

            values[at] = value;
        }

        return values;
    }

    /// <summary>Sets what the signature names: the names as it writes them, and the values of those headers. They have the last two places.</summary>
    internal static void SetNamed(string[] values, string names, string named) => (values[^2], values[^1]) = (names, named);

    /// <summary>The first signed value that the delivery lacks.</summary>
    internal FieldLocation? Missing(DeliveryHeaders received, BodyFields? fields = null)
    {
        for (var at = 0; at < locations.Count; at++)
        {
            if ((fields is not null || locations[at].Header is not null) && Find(locations[at], received, fields) is null)
            {
                return locations[at];
            }
        }

        return null;
    }

    /// <summary>
    /// The signed value that moves the border between it and the rest, with which the same signed bytes could be split differently: into
    /// another id and another body under the same signature.
    /// </summary>
    internal string? FindAmbiguous(string[] values) =>
        borders.FindAmbiguous(values) is { } part ? locations[part.Value].Header ?? part.Text : null;

    private int Places => locations.Count + (SignsNamedHeaders ? 2 : 0);

    private static string? Find(FieldLocation location, DeliveryHeaders received, BodyFields? fields) =>
        location.Header is { } header ? received.Find(header) : fields is null ? null : location.Find(fields, static (json, path) => json.Id(path));

    private ReadOnlyMemory<byte> Core(string[] values, ReadOnlyMemory<byte> body) => core?.Kind switch
    {
        ContentPartKind.Body => body,
        ContentPartKind.SortedForm => FormFields.Read(body.Span)?.Sorted() ?? [],
        ContentPartKind.Value => Encoding.UTF8.GetBytes(values[core.Value]),
        _ => default,
    };

    private static byte[] Fill(ContentPart[] parts, string[] values, ReadOnlyMemory<byte> body, string? timestamp, ReadOnlySpan<byte> secret)
    {
        if (parts.Length == 0)
        {
            return [];
        }

        Span<byte> bytes = stackalloc byte[UsualLength];
        var written = 0;
        foreach (var part in parts)
        {
            if (part.Kind == ContentPartKind.Secret)
            {
                bytes = Grown(bytes, written, secret.Length);
                secret.CopyTo(bytes[written..]);
                written += secret.Length;
                continue;
            }

            var text = part.Kind switch
            {
                ContentPartKind.Timestamp => timestamp ?? "",
                ContentPartKind.Value => values[part.Value],
                ContentPartKind.SignedNames => values[^2],
                ContentPartKind.SignedValues => values[^1],
                ContentPartKind.BodyHash => Convert.ToHexStringLower(SHA256.HashData(body.Span)),
                ContentPartKind.BodyChecksum => Crc32.Of(body.Span).ToString(CultureInfo.InvariantCulture),
                _ => part.Text,
            };
            int more;
            while (!Encoding.UTF8.TryGetBytes(text, bytes[written..], out more))
            {
                bytes = Grown(bytes, written, Encoding.UTF8.GetMaxByteCount(text.Length));
            }

            written += more;
        }

        return bytes[..written].ToArray();
    }

    private static Span<byte> Grown(Span<byte> bytes, int written, int more)
    {
        if (bytes.Length - written >= more)
        {
            return bytes;
        }

        var larger = new byte[written + more];
        bytes[..written].CopyTo(larger);
        return larger;
    }
}
