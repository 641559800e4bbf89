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
    // Of a place in JSON.
    public IReadOnlyList<object> Steps { get; private init; } = [];

    public static HandshakePlace? Read(string text)
    {
        var border = text.IndexOf(':', StringComparison.Ordinal);
        if (border <= 0 || border == text.Length - 1 || !Enum.TryParse<PlaceKind>(text[..border], ignoreCase: true, out var kind)
            || !text[..border].Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = text[(border + 1)..];
        return kind != PlaceKind.Json ? new HandshakePlace(kind, name)
            : JsonSteps.Read(name) is { } steps ? new HandshakePlace(kind, name) { Steps = steps }
            : null;
    }

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}
