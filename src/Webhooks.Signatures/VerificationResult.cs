namespace Webhooks.Signatures;

/// <summary>The verdict on a delivery: verified, refused or a probe.</summary>
public abstract record VerificationResult
{
    private VerificationResult()
    {
    }

    /// <summary>Signed with one of the secrets, and within the replay window.</summary>
    /// <param name="EventId">Stable over redeliveries of the same event. Of senders that sign no id (GitHub, Shopify) it is an unsigned id with the hash of the body.</param>
    /// <param name="EventType">As the sender writes it, or <c>unknown</c>.</param>
    public sealed record Verified(string EventId, string EventType) : VerificationResult;

    /// <summary>Answer 401; 400 when the reason begins with <c>body_</c>: then the signature is valid.</summary>
    /// <param name="Reason">A code in snake case, such as <c>signature_invalid</c> or <c>too_old</c>.</param>
    /// <param name="Detail">One sentence. Never holds a secret or an expected signature.</param>
    public sealed record Refused(string Reason, string Detail) : VerificationResult;

    /// <summary>Some senders check an address before they sign. Answer 200; there is no event.</summary>
    public sealed record Probe : VerificationResult;
}
