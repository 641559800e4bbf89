namespace Webhooks.Receiving;

/// <summary>The ledger of the receiver that a source was moved from. It is only read.</summary>
public interface IEarlierLedger
{
    /// <summary>What it knows of a delivery. Throws <see cref="Events.LedgerUnavailableException" /> when its storage fails.</summary>
    Task<EarlierDelivery> FindAsync(Source source, NewEvent delivery, CancellationToken cancellationToken);
}

/// <summary>What the ledger of the receiver before knows of a delivery.</summary>
/// <param name="IsOpen">Whether that receiver may still admit deliveries of the source, so that what is not there may yet come.</param>
public sealed record EarlierDelivery(bool IsOpen, ConsumedNonce? Nonce = null, KnownEvent? Event = null)
{
    /// <summary>From closing until nothing that was under way there can still be recorded, and its other instances have the setting, too.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    public static readonly EarlierDelivery Unknown = new(IsOpen: false);
}
