namespace Webhooks.Signatures.Cryptography;

/// <summary>How a sender writes the bytes of a MAC or a signature as text.</summary>
public enum MacEncoding
{
    /// <summary>Hexadecimal digits; either case is accepted.</summary>
    Hex,

    /// <summary>Padded standard Base64.</summary>
    Base64,

    /// <summary>Base64 for URLs; padding is accepted.</summary>
    Base64Url,
}
