namespace Webhooks.Signatures.Diagnosing;

/// <summary>What can be wrong with a delivery or with the settings that judge it.</summary>
public enum Fault
{
    NoSecret,

    /// <summary>The secret's text yields no key in its form.</summary>
    SecretUnreadable,

    /// <summary>The secret contains something that is not part of it: quotes, a repeated prefix, a line break.</summary>
    SecretMistyped,

    /// <summary>The secret that signed is configured, but not active at this time.</summary>
    SecretNotActive,

    OtherKeyForm,
    SignatureHeaderMissing,
    OtherHeaderName,
    HeaderRepeated,
    SignedHeaderMissing,
    SignatureMalformed,
    OtherEncoding,
    OtherPrefix,

    /// <summary>Only a kind of signature came that the configured secrets cannot verify.</summary>
    OtherVersion,

    OtherSeparator,

    /// <summary>The signature is a MAC of another hash than the scheme's.</summary>
    OtherAlgorithm,

    /// <summary>Another address is signed than the one in the settings.</summary>
    OtherAddress,

    OtherSignedContent,
    OtherScheme,
    BodyChanged,

    /// <summary>The plain bytes are signed, and compressed ones came.</summary>
    BodyCompressed,

    OtherTimeFormat,
    TooOld,
    FromTheFuture,

    /// <summary>A header differs from the signed field it mirrors.</summary>
    MirrorDiffers,

    /// <summary>Signed by the sender, but not what the sender documents.</summary>
    BodyMalformed,

    /// <summary>Signed by the sender, but without a required key.</summary>
    BodyIncomplete,

    /// <summary>The signature matches no configured secret in any way that was tried.</summary>
    WrongSecret,
}
