namespace Webhooks.Signatures.Schemes;

// A part of the signed content. Text: a literal, or what the template says between its braces. Value: the index of the value that is filled
// in. Length: how many characters each such value has; any number when null.
internal sealed record ContentPart(ContentPartKind Kind, string Text, int Value = -1, int? Length = null)
{
    /// <summary>Whether it is anything that a caller writes, of any length.</summary>
    public bool IsFree => Kind is ContentPartKind.Value or ContentPartKind.SignedNames or ContentPartKind.SignedValues && Length is null;

    public bool IsLiteral => Kind == ContentPartKind.Literal;

    /// <summary>Whether it holds the whole body, as it is or as a sorted form.</summary>
    public bool IsBody => Kind is ContentPartKind.Body or ContentPartKind.SortedForm;
}

internal enum ContentPartKind
{
    Literal,
    Timestamp,

    /// <summary>Of a header, a key of the body or a field of a form.</summary>
    Value,

    /// <summary>The names of the headers that the signature covers, as it writes them.</summary>
    SignedNames,

    /// <summary>The values of these headers, joined by dots.</summary>
    SignedValues,

    Body,
    SortedForm,

    /// <summary>The hexadecimal SHA-256 of the body.</summary>
    BodyHash,

    /// <summary>The decimal CRC-32 of the body.</summary>
    BodyChecksum,

    /// <summary>The secret, in a plain hash.</summary>
    Secret,
}
