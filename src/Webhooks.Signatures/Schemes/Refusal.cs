namespace Webhooks.Signatures.Schemes;

/// <summary>A refusal and what to tell about it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">One sentence for whoever mends it. Names fields and limits; never an expected value, never a secret.</param>
public sealed record Refusal(RefusalReason Reason, string Detail)
{
    /// <summary>Too old, or from the future: receiver's clock minus the signed time.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The reason as callers see it, in snake case.</summary>
    public string Code => Reason switch
    {
        RefusalReason.UnknownSource => "unknown_source",
        RefusalReason.BodyTooLarge => "body_too_large",
        RefusalReason.BodyUnreadable => "body_unreadable",
        RefusalReason.BodyTooSlow => "body_too_slow",
        RefusalReason.HeaderRepeated => "header_repeated",
        RefusalReason.SignatureMissing => "signature_missing",
        RefusalReason.SignatureMalformed => "signature_malformed",
        // Whether a secret is configured is nobody's business but the operator's.
        RefusalReason.SignatureInvalid or RefusalReason.NoActiveSecret => "signature_invalid",
        RefusalReason.SignedHeaderMissing => "signed_header_missing",
        RefusalReason.TimestampMalformed => "timestamp_malformed",
        RefusalReason.TooOld => "too_old",
        RefusalReason.FromTheFuture => "from_the_future",
        RefusalReason.HeaderMismatch => "header_mismatch",
        RefusalReason.BodyMalformed => "body_malformed",
        RefusalReason.BodyIncomplete => "body_incomplete",
        _ => throw new InvalidOperationException($"No code for {Reason}."),
    };
}
