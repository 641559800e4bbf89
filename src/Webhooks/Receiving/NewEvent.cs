using Webhooks.Events;
using Webhooks.Searching;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>Everything that is written when an event is admitted.</summary>
/// <param name="Key">Where it goes.</param>
/// <param name="Delivery">What arrived.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Event">What it says.</param>
/// <param name="KeptHeaders">The headers worth keeping, a subset of the delivery's.</param>
/// <param name="SecretFingerprint">The secret that verified it.</param>
/// <param name="NonceExpiresAt">Until when the nonce is remembered.</param>
public sealed record NewEvent(
    EventKey Key,
    Delivery Delivery,
    DeliveryOrigin Origin,
    SignedEvent Event,
    IReadOnlyList<KeyValuePair<string, string>> KeptHeaders,
    string SecretFingerprint,
    DateTimeOffset NonceExpiresAt)
{
    private static readonly string[] AlwaysKept = ["Content-Type", "User-Agent"];

    /// <summary>The time that the signature covers; null where it covers none.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The end of its deadline, by storage's clock; null where no sender waits.</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>Where its body is kept, when that is too large for the event's row.</summary>
    public StoredBody? Stored { get; init; }

    /// <summary>What it can be searched by, beside its id.</summary>
    public IReadOnlyList<SearchId> SearchIds { get; init; } = [];

    /// <summary>The first line of its history, when it came in another way than through the front door.</summary>
    public HistoryEntry? Note { get; init; }

    /// <summary>The event of a verified delivery.</summary>
    public static NewEvent Of(Source source, Delivery delivery, DeliveryOrigin origin, Verification.Verified verified)
    {
        // Where no two events can be told apart, each arrival is one.
        var identified = source.Deduplicate == Deduplicate.None ? verified.Event with { EventId = origin.ArrivalId } : verified.Event;
        var kept = Kept(source.Scheme.KeptHeaders, delivery.Headers);
        return new NewEvent(
            EventKey.For(source, identified.EventId),
            delivery with { Body = verified.Body },
            origin,
            identified,
            kept,
            verified.By.Fingerprint,
            delivery.ReceivedAt + source.NonceLife)
        {
            SignedAt = verified.SignedAt,
            SearchIds = Searching.SearchIds.Of(source, verified, identified, kept),
        };
    }

    private static List<KeyValuePair<string, string>> Kept(IReadOnlyList<string> names, DeliveryHeaders headers)
    {
        var kept = new List<KeyValuePair<string, string>>(names.Count + AlwaysKept.Length);
        for (var i = 0; i < names.Count + AlwaysKept.Length; i++)
        {
            var name = i < names.Count ? names[i] : AlwaysKept[i - names.Count];
            if (headers.FindList(name) is { } value)
            {
                kept.Add(new(name, value));
            }
        }

        return kept;
    }
}
