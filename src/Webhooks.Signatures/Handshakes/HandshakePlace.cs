namespace Webhooks.Signatures.Handshakes;

internal enum PlaceKind
{
    Query,
    Header,
    Json,
    Form,
}

// Where a value of a request is.
internal sealed record HandshakePlace(PlaceKind Kind, string Name)
{
    public static HandshakePlace? Read(string text)
    {
        var border = text.IndexOf(':', StringComparison.Ordinal);
        return border > 0 && border < text.Length - 1 && Enum.TryParse<PlaceKind>(text[..border], ignoreCase: true, out var kind)
            && text[..border].Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase) && (kind != PlaceKind.Json || JsonSteps.Read(text[(border + 1)..]) is not null)
            ? new HandshakePlace(kind, text[(border + 1)..])
            : null;
    }

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}
