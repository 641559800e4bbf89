namespace Webhooks.Signatures.Schemes;

/// <summary>Why a delivery is refused.</summary>
public enum RefusalReason
{
    /// <summary>No source of that name is configured.</summary>
    UnknownSource,

    /// <summary>The body is over the source's limit.</summary>
    BodyTooLarge,

    /// <summary>The body broke off, or was shorter or longer than announced.</summary>
    BodyUnreadable,

    /// <summary>The body had not arrived by the source's body deadline.</summary>
    BodyTooSlow,

    /// <summary>A header the scheme relies on came more than once.</summary>
    HeaderRepeated,

    /// <summary>The signature header is absent or empty.</summary>
    SignatureMissing,

    /// <summary>The signature header is not of the scheme's form.</summary>
    SignatureMalformed,

    /// <summary>No active secret gives this signature.</summary>
    SignatureInvalid,

    /// <summary>The source has no active secret. Callers are told the same as for a wrong signature.</summary>
    NoActiveSecret,

    /// <summary>A signed id or time header is absent.</summary>
    SignedHeaderMissing,

    /// <summary>The signed time is not of the scheme's form.</summary>
    TimestampMalformed,

    /// <summary>The signed time lies further back than the replay window.</summary>
    TooOld,

    /// <summary>The signed time lies further ahead than the replay window.</summary>
    FromTheFuture,

    /// <summary>A header that mirrors a signed field differs from it.</summary>
    HeaderMismatch,

    /// <summary>The signature holds, but the body is not what the sender's contract says.</summary>
    BodyMalformed,

    /// <summary>The signature holds, but the body lacks a key the scheme needs.</summary>
    BodyIncomplete,
}
