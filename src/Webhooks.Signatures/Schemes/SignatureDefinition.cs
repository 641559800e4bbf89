using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>One way of signing, as data: where the signature is, how it is written, and what it covers.</summary>
public sealed record SignatureDefinition
{
    private IReadOnlyList<string>? paths;

    public SigningAlgorithm Algorithm { get; init; }

    /// <summary>The header that carries the signature, or the first of several that may; empty when none does.</summary>
    public required string SignatureHeader { get; init; }

    /// <summary>Further headers that may carry it, or another one.</summary>
    public IReadOnlyList<string> OtherSignatureHeaders { get; init; } = [];

    /// <summary>What the names of all headers begin with that carry a signature, before a number; null when they are named.</summary>
    public string? SignatureHeaderFamily { get; init; }

    /// <summary>Where the signature is instead of a header: the first place that has a value.</summary>
    public IReadOnlyList<FieldLocation> SignatureAt { get; init; } = [];

    public SignatureLayout Layout { get; init; } = SignatureLayout.Plain;

    /// <summary>What separates the entries of a list, beside commas, spaces and tabs.</summary>
    public string Separator { get; init; } = "";

    /// <summary>Plain: text before the MAC. Versioned: the version. Keyed: the key of a MAC.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Plain only: whether a MAC without the prefix is accepted too.</summary>
    public bool PrefixIsOptional { get; init; }

    public required MacEncoding Encoding { get; init; }

    public required SignedContentTemplate Content { get; init; }

    /// <summary>The header of the signed time; null when no time is signed or it is elsewhere.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>Where the signed time is in the body; null when it is not there.</summary>
    public FieldLocation? TimestampAt { get; init; }

    /// <summary>Keyed only: the key of the time.</summary>
    public string TimestampKey { get; init; } = "t";

    public TimeFormat TimestampFormat { get; init; }

    /// <summary>Keyed only: the key of the names of the headers that the signature covers.</summary>
    public string? SignedHeadersKey { get; init; }

    /// <summary>What the token must say that carries the signature; null where no token does.</summary>
    internal TokenCheck? Token { get; init; }

    /// <summary>The topic whose messages sign their own fields instead of the content; null where the content is signed.</summary>
    internal TopicCheck? Topic { get; init; }

    /// <summary>The header of the event type. Of the headers that the signature names, only its value may hold a dot.</summary>
    internal string? DottedHeader { get; init; }

    /// <summary>The headers that a sender names in its signature.</summary>
    internal IReadOnlyList<string> UsuallyNamed { get; init; } = [];

    /// <summary>The headers that carry a signature; of a numbered family, the first few.</summary>
    internal IEnumerable<string> SignatureHeaders => SignatureHeaderFamily is { } family
        ? Enumerable.Range(1, 4).Select(number => $"{family}{number}")
        : SignatureHeader.Length == 0 ? [] : OtherSignatureHeaders.Prepend(SignatureHeader);

    internal IEnumerable<string> Headers => [.. SignatureHeaders, .. SignedHeaders];

    internal IEnumerable<string> SignedHeaders => TimestampHeader is null ? Content.Headers : Content.Headers.Prepend(TimestampHeader);

    /// <summary>The paths of the body that are read before the signature is known to be right.</summary>
    internal IReadOnlyList<string> Paths => paths ??=
    [
        .. SignatureAt.Concat(Content.Locations).Append(ClaimedTimeAt).Select(location => location?.Path).OfType<string>().Distinct(),
    ];

    internal bool ReadsBody => SignatureAt.Count > 0 || ClaimedTimeAt is not null || Content.ReadsBody;

    /// <summary>Where a time is in the body that the signed content repeats.</summary>
    internal FieldLocation? ClaimedTimeAt => Content.SignsTimestamp ? TimestampAt : null;

    /// <summary>Where the signature is, for people: <c>header X-Signature</c>.</summary>
    internal string Place => SignatureAt.Count > 0 ? string.Join(" or ", SignatureAt).Replace("the ", "", StringComparison.Ordinal)
        : SignatureHeaderFamily is { } family ? $"header {family}1"
        : $"header {string.Join(" or ", SignatureHeaders)}";

    /// <summary>The first header of the definition that the delivery lacks.</summary>
    internal string? Missing(DeliveryHeaders received) =>
        SignatureAt.Count == 0 && FindSignature(received) is null ? SignatureHeader
        : TimestampHeader is not null && received.Find(TimestampHeader) is null ? TimestampHeader
        : Content.Missing(received)?.Header;

    /// <summary>The value of the signature's header or headers.</summary>
    internal string? FindSignature(DeliveryHeaders received)
    {
        if (SignatureHeaderFamily is null && OtherSignatureHeaders.Count == 0)
        {
            return received.FindList(SignatureHeader);
        }

        var names = SignatureHeaderFamily is not null
            ? received.Select(field => field.Key).Where(IsSignatureHeader)
            : SignatureHeaders;
        return names.Select(received.FindList).OfType<string>().ToList() is { Count: > 0 } found ? string.Join(", ", found) : null;
    }

    internal bool IsSignatureHeader(string name) => SignatureHeaderFamily is { } family
        ? name.StartsWith(family, StringComparison.OrdinalIgnoreCase) && name.AsSpan(family.Length).IndexOfAnyExceptInRange('0', '9') < 0
        : SignatureHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
}
