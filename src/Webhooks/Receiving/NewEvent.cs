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
    DateTimeOffset NonceExpiresAt);
