namespace Webhooks.Signatures.Schemes;

/// <summary>Why a delivery is refused.</summary>
public enum RefusalReason
{
    UnknownSource,

    /// <summary>The body exceeds the source's limit.</summary>
    BodyTooLarge,

    /// <summary>The body broke off, or its length is not the announced one.</summary>
    BodyUnreadable,

    /// <summary>The body had not arrived by the source's body deadline.</summary>
    BodyTooSlow,

    /// <summary>The sender closed the connection before its body was complete.</summary>
    Aborted,

    /// <summary>A signed header came with several values.</summary>
    HeaderRepeated,

    /// <summary>The signature header is absent or empty.</summary>
    SignatureMissing,

    /// <summary>The signature header is not of the scheme's form.</summary>
    SignatureMalformed,

    /// <summary>The signature matches no active secret.</summary>
    SignatureInvalid,

    /// <summary>The source has no active secret. Callers see the code of an invalid signature.</summary>
    NoActiveSecret,

    /// <summary>A signed id or time header is absent.</summary>
    SignedHeaderMissing,

    /// <summary>The signed time is not of the scheme's form.</summary>
    TimestampMalformed,

    /// <summary>The signed time is before the replay window.</summary>
    TooOld,

    /// <summary>The signed time is after the replay window.</summary>
    FromTheFuture,

    /// <summary>A header that mirrors a signed field differs from it.</summary>
    HeaderMismatch,

    /// <summary>The signature is valid, but the body is not what the sender documents.</summary>
    BodyMalformed,

    /// <summary>The signature is valid, but the body lacks a key that the scheme needs.</summary>
    BodyIncomplete,
}
