namespace Webhooks.Signatures.Cryptography;

/// <summary>How a sender writes the 32 bytes of an HMAC-SHA256 as text.</summary>
public enum MacEncoding
{
    /// <summary>64 hexadecimal digits; either case is accepted.</summary>
    Hex,

    /// <summary>44 characters of padded standard Base64.</summary>
    Base64,

    /// <summary>43 characters of Base64 for URLs; padding is accepted.</summary>
    Base64Url,
}
