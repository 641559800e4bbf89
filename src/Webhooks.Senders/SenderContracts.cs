using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Processing;

namespace Webhooks.Senders;

/// <summary>The contracts of the senders whose events the product understands.</summary>
public sealed partial class SenderContracts(SourceCatalog sources, ILogger<SenderContracts> logger) : IContractCheck
{
    /// <inheritdoc />
    public IReadOnlyList<Breach> Check(LedgerEvent found)
    {
        var breaches = sources.Find(found.Key.Source) is { } source && SenderCatalog.Find(source.Scheme.Name) is { } sender ? sender.Read(found).Breaches : [];
        if (breaches.Count > 0)
        {
            Log.Breached(logger, found.Key.Source, Printable.Of(found.Key.EventId), Printable.Of(found.EventType), Breach.Join(breaches));
        }

        return breaches;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {EventId} ({EventType}) breaks its sender's contract: {Breaches}.")]
        public static partial void Breached(ILogger logger, string source, string eventId, string eventType, string breaches);
    }
}
