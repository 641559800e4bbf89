namespace Webhooks.Signatures.Diagnosing;

/// <summary>What can be wrong with a delivery or with the settings that judge it.</summary>
public enum Fault
{
    /// <summary>No secret was given.</summary>
    NoSecret,

    /// <summary>A secret's text gives no key in its form.</summary>
    SecretUnreadable,

    /// <summary>A secret carries something that is not part of it: quotes, a doubled prefix, a line break.</summary>
    SecretUntidy,

    /// <summary>The secret that signed is configured, but not active at this time.</summary>
    SecretNotActive,

    /// <summary>The secret is right and read in the wrong form.</summary>
    OtherKeyForm,

    /// <summary>No header holds a signature.</summary>
    SignatureHeaderMissing,

    /// <summary>A signature came under another header name.</summary>
    OtherHeaderName,

    /// <summary>A header the scheme relies on came more than once.</summary>
    HeaderRepeated,

    /// <summary>A header that is part of what is signed is absent.</summary>
    SignedHeaderMissing,

    /// <summary>The signature header holds nothing that could be a signature.</summary>
    SignatureMalformed,

    /// <summary>Hexadecimal for Base64, the reverse, or another alphabet.</summary>
    OtherEncoding,

    /// <summary>The text before the MAC is missing or another.</summary>
    OtherPrefix,

    /// <summary>Only a kind of signature came that the configured secrets cannot check.</summary>
    OtherVersion,

    /// <summary>The signature covers other bytes than the scheme says.</summary>
    OtherSignedContent,

    /// <summary>The delivery belongs to another scheme.</summary>
    OtherScheme,

    /// <summary>The body is not the one that was signed.</summary>
    BodyChanged,

    /// <summary>The signed time is written in another format.</summary>
    OtherTimeFormat,

    /// <summary>Signed too long ago.</summary>
    TooOld,

    /// <summary>Signed ahead of the receiver's clock.</summary>
    FromTheFuture,

    /// <summary>A header differs from the signed field it mirrors.</summary>
    MirrorDiffers,

    /// <summary>Signed by the sender, and not of the sender's form.</summary>
    BodyMalformed,

    /// <summary>Signed by the sender, and lacking a key.</summary>
    BodyIncomplete,

    /// <summary>No configured secret gives the signature in any way that was tried.</summary>
    WrongSecret,
}
