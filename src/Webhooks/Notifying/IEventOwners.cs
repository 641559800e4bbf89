using Webhooks.Events;

namespace Webhooks.Notifying;

/// <summary>Whom an event concerns, so that what the receiver says about it reaches them.</summary>
public interface IEventOwners
{
    /// <summary>Ids and names; empty where the sender names nobody. Never throws.</summary>
    IReadOnlyList<string> Of(LedgerEvent found);
}
