using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Schemes;

/// <summary>What the token of a sender says that signs by a JSON Web Token (RFC 7519). Its algorithm is the scheme's, whatever the token says.</summary>
public sealed record TokenSettings
{
    /// <summary>What <c>iss</c> must be; null when it is not checked.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether <c>aud</c> must be the source's <c>Audience</c>, or else its <c>PublicUrl</c>.</summary>
    public bool NamesAudience { get; init; }

    /// <summary>Whether <c>sub</c> must be the source's <c>PublicUrl</c>.</summary>
    public bool NamesAddress { get; init; }

    /// <summary>Whether <c>email</c> must be the source's <c>ServiceAccount</c>, and verified.</summary>
    public bool NamesAccount { get; init; }

    /// <summary>The claim that holds the SHA-256 of the body; null when the token does not cover the body.</summary>
    public string? BodyHash { get; init; }

    public MacEncoding BodyHashEncoding { get; init; } = MacEncoding.Hex;

    /// <summary>Whether <c>iat</c> is the time of sending, which must be within the replay window. Else <c>exp</c> ends the token.</summary>
    public bool IsNewForEachDelivery { get; init; }
}
