namespace Webhooks.Signatures.Schemes;

// A part of the signed content beside the body. Text: a literal, or the header's name. Header: the index in SignedContentTemplate.Headers.
// Length: how many characters each value of the header has; any number when null.
internal sealed record ContentPart(ContentPartKind Kind, string Text, int Header = -1, int? Length = null)
{
    public bool IsFreeHeader => Kind == ContentPartKind.Header && Length is null;

    public bool IsLiteral => Kind == ContentPartKind.Literal;
}

internal enum ContentPartKind
{
    Literal,
    Timestamp,
    Header,
}
