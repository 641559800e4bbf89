using Webhooks.Signatures.Schemes;

namespace Proof.Fuzz;

/// <summary>Judges a verdict without the product's help: by what is known of how the case was made, and by <see cref="Manner" />.</summary>
internal static class Oracle
{
    private const int MostEntries = 16;

    // A fraction of a second may be cut off or rounded, and is no matter of minutes.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with the verdict; null when nothing is.</summary>
    public static string? Fault(Case tried, Verification verdict) => verdict switch
    {
        Verification.Verified when tried.IsForged => "FALSE ACCEPT: made so that nobody can have signed it",
        Verification.Verified verified => Grant.Find(tried.Of, tried.Sent) is { } grant ? Doubt(tried, verified, grant) : "FALSE ACCEPT: no active secret gives this signature",
        _ when tried.IsHonest => $"an honest delivery was not verified: {verdict}",
        Verification.Refused { Why.Reason: RefusalReason.SignatureInvalid or RefusalReason.NoActiveSecret } when IsPlainlyRight(tried) => "a right signature was called wrong",
        Verification.Probe when tried.Of.Source.Scheme.Name != "fastpix" => "a probe, of a sender that has none",
        Verification.Probe when Identity.Of("fastpix", tried.Of.Manner, tried.Sent, "").Stated => "a delivery with an event in it was called a probe",
        _ => null,
    };

    private static string? Doubt(Case tried, Verification.Verified verified, Grant grant)
    {
        var (scheme, manner) = (tried.Of.Source.Scheme.Name, grant.Manner);
        var said = Identity.Of(scheme, manner, tried.Sent, grant.Given.Names);
        var (signed, window) = scheme switch
        {
            "novavms" when said.Time is not null => (said.Time, TimeSpan.FromHours(24)),
            "novavms" => (tried.Sent.Values("X-Webhook-Timestamp").Where(text => text.Length > 0).Distinct().ToArray() is [var text] ? Times.Read(text) : null, TimeSpan.FromMinutes(5)),
            _ => (Times.Read(grant.Given.Time, manner.TimeFormat), manner.Window),
        };
        return grant.IsAmbiguous ? "FALSE ACCEPT: a signed header came with two values, or could be cut in two ways"
            : (manner.SignsTime || scheme == "novavms") && !(signed is { } time && (tried.Of.Now - time).Duration() <= window + Rounding) ? "FALSE ACCEPT: outside the replay window"
            : said.Id is null ? "FALSE ACCEPT: what is signed names the event twice, or not at all"
            : said.Id != verified.Event.EventId ? $"the event id is '{verified.Event.EventId}', and what is signed says '{said.Id}'"
            : said.Nonce != verified.Event.Nonce ? "the nonce is not the signed one"
            : null;
    }

    /// <summary>Whether the signature is right to the letter, so that a refusal for it would lose a sender's event.</summary>
    private static bool IsPlainlyRight(Case tried) =>
        Grant.Find(tried.Of, tried.Sent) is { IsAmbiguous: false, Manner: var manner } grant
        && (tried.Of.Source.Scheme.Definitions.Count == 1 || manner.Parts.Contains("{url") || CodedManners.Of(tried.Of.Source.Scheme.Name).Count(other => other.Texts(tried.Sent).Count > 0) == 1)
        && manner.Texts(tried.Sent) is [var text]
        && text.Count(c => c == (manner.Between ?? '\0')) < (tried.Of.Key.IsPublic ? 1 : MostEntries)
        && (tried.Of.Key.IsPublic || manner.Write(tried.Of.Key.Sign(manner.Algorithm, manner.Content(tried.Sent, grant.Given, tried.Of.Key.Bytes)!)) == grant.Claim);
}
