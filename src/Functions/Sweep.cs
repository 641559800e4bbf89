using Functions.Reporting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Webhooks.Counting;
using Webhooks.Processing;

namespace Functions;

/// <summary>Each minute: counts are merged, what is due and stranded is queued, what has had its time goes. The host hears how it stands.</summary>
public sealed class Sweep(RollupMerger merger, Sweeper sweeper, ILogger<Sweep> logger)
{
    [Function(nameof(Sweep))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        HostMetrics.Report(logger, await merger.MergeAsync(cancellationToken));
        HostMetrics.Report(logger, await sweeper.SweepAsync(cancellationToken));
    }
}
