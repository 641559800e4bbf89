using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>Holds events against what their senders document.</summary>
public interface IContractCheck
{
    /// <summary>Asked once per event, before its first attempt. Never throws for what a sender may write.</summary>
    IReadOnlyList<Breach> Check(LedgerEvent found);
}
