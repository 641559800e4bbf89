using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>The verdict on one delivery's signature and age.</summary>
public abstract record Verification
{
    private Verification()
    {
    }

    /// <summary>Signed by an active secret, and fresh.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="By">The secret that matched.</param>
    /// <param name="Skew">Receiver's clock minus the sender's stated time; null where the sender states none.</param>
    public sealed record Verified(SignedEvent Event, Secret By, TimeSpan? Skew) : Verification
    {
        /// <summary>The time that the signature covers; null where it covers none.</summary>
        public DateTimeOffset? SignedAt { get; init; }

        /// <summary>The body whose bytes are signed: as received, or decompressed.</summary>
        public ReadOnlyMemory<byte> Body { get; init; }

        /// <summary>The id of what the event is about, where the sender's scheme knows a place for it.</summary>
        public LocatedText? Subject { get; init; }
    }

    public sealed record Refused(Refusal Why) : Verification
    {
        public Refused(RefusalReason reason, string detail) : this(new Refusal(reason, detail))
        {
        }
    }

    /// <summary>The sender wants an address to be opened before it sends events. It is the sender's own; there is no event.</summary>
    public sealed record ToConfirm(Uri Address) : Verification;

    /// <summary>The sender checks whether the address answers; there is no event.</summary>
    public sealed record Probe : Verification;
}
