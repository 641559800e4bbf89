using Functions.Reporting;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Counting;
using Webhooks.Notifying;
using Webhooks.Processing;
using Webhooks.Status;

namespace Functions;

// Each minute: merges counts, finds broken secrets, queues stranded events and those of resumed handlers, deletes what has expired, and reports metrics to the host.
public sealed class Sweep(RollupMerger merger, BrokenSecrets secrets, Sweeper sweeper, HandlerSweep handlers, StatusSweeper status, HostMetrics metrics)
{
    [Function(nameof(Sweep))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        metrics.Report(await merger.MergeAsync(cancellationToken));
        await secrets.CheckAsync(cancellationToken);
        metrics.Report(await sweeper.SweepAsync(cancellationToken));
        await handlers.RunAsync(cancellationToken);
        await status.SweepAsync(cancellationToken);
    }
}
