using Webhooks.Processing;
using Webhooks.Signatures;

namespace Webhooks.Receiving;

/// <summary>Everything that is written when an event is admitted.</summary>
/// <param name="Key">Where it goes.</param>
/// <param name="Delivery">What arrived.</param>
/// <param name="Event">What it says.</param>
/// <param name="KeptHeaders">The headers worth keeping, a subset of the delivery's.</param>
/// <param name="SecretFingerprint">The secret that verified it.</param>
/// <param name="NonceExpiresAt">Until when the nonce is remembered.</param>
public sealed record NewEvent(
    EventKey Key,
    Delivery Delivery,
    SignedEvent Event,
    IReadOnlyList<KeyValuePair<string, string>> KeptHeaders,
    string SecretFingerprint,
    DateTimeOffset NonceExpiresAt)
{
    private static readonly string[] AlwaysKept = ["Content-Type", "User-Agent"];

    /// <summary>The first line of its history, when it came in another way than through the front door.</summary>
    public HistoryEntry? Note { get; init; }

    /// <summary>The event of a verified delivery.</summary>
    public static NewEvent Of(Source source, Delivery delivery, Verification.Verified verified) => new(
        EventKey.For(source, verified.Event.EventId),
        delivery,
        verified.Event,
        [.. source.Scheme.Headers.Concat(AlwaysKept)
            .Select(name => new KeyValuePair<string, string?>(name, delivery.Headers.Find(name)))
            .Where(header => header.Value is not null)!],
        verified.By.Fingerprint,
        delivery.ReceivedAt + source.NonceLife);
}
