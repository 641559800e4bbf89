using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>Hears what single deliveries do not show. Called on the answering path, so it neither waits nor throws.</summary>
public interface IDeliveryObserver
{
    /// <summary>A delivery was refused for its signature, its age or its content; <paramref name="source" /> is null when no source has its name.</summary>
    void Refused(Source? source, Refusal refusal);

    /// <summary>A verified delivery was signed more than half of the replay window from our clock.</summary>
    void Skewed(Source source, TimeSpan skew);
}
