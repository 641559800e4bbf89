using Microsoft.Azure.Functions.Worker;
using Webhooks.Processing;

namespace Functions;

/// <summary>Each minute: what is due and stranded is queued, what has had its time goes.</summary>
public sealed class Sweep(Sweeper sweeper)
{
    [Function(nameof(Sweep))]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken stop) => sweeper.SweepAsync(stop);
}
