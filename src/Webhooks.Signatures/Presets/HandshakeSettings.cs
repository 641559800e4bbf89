namespace Webhooks.Signatures.Presets;

/// <summary>One thing that a sender asks before it sends events, and the answer. Places are <c>query:NAME</c>, <c>header:NAME</c> or <c>json:PATH</c>.</summary>
public sealed record HandshakeSettings
{
    /// <summary>GET, HEAD, OPTIONS or POST.</summary>
    public required string Method { get; init; }

    /// <summary>Values that tell it from a delivery, by place. <c>*</c> is any value, an empty text none, <c>[]</c> an empty list.</summary>
    public IReadOnlyDictionary<string, string> When { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Where the value is that is echoed; null when none is.</summary>
    public string? Challenge { get; init; }

    /// <summary>Where the token is that must be the source's <c>VerifyToken</c>; null when the sender sends none.</summary>
    public string? Token { get; init; }

    /// <summary>Whether it is answered only when it is signed as deliveries are.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The status of the answer; default: 200.</summary>
    public int? Status { get; init; }

    /// <summary>Default: <c>text/plain</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// A text with <c>{challenge}</c>, <c>{hmac:hex}</c> or <c>{hmac:base64}</c> (the HMAC-SHA256 of the challenge with the source's
    /// secret). In JSON they are escaped. Default: empty.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>Headers of the answer, in the same way.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ?? new Dictionary<string, string>(); init; }
}
