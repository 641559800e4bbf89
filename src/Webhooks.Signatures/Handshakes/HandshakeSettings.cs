namespace Webhooks.Signatures.Handshakes;

/// <summary>
/// One thing that a sender asks before it sends events, and the answer. Places are <c>query:NAME</c>, <c>header:NAME</c>, <c>json:PATH</c> (with
/// arrays: <c>[0].data.code</c>) or <c>form:NAME</c>.
/// </summary>
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

    /// <summary>How the sender's secret comes to be; null where it is known before.</summary>
    public SecretDelivery? Secret { get; init; }

    /// <summary>The status of the answer, 200 to 299; default: 200.</summary>
    public int? Status { get; init; }

    /// <summary>A text/plain or application/json. Default: <c>text/plain</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// A text with <c>{challenge}</c>, <c>{hmac:hex}</c> or <c>{hmac:base64}</c> (the HMAC-SHA256 of the challenge with the source's
    /// secret). In JSON they are escaped. Default: empty.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>Headers of the answer, in the same way.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ?? new Dictionary<string, string>(); init; }
}

/// <summary>How a secret comes to be that is not known before the handshake. Either way a source may start without one.</summary>
public enum SecretDelivery
{
    /// <summary>The sender shows it after the handshake was answered.</summary>
    After,

    /// <summary>It is the challenge itself. Answered only while the source has no secret, or where <c>NewSecret</c> says so.</summary>
    Within,
}
