using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Notifying;
using Webhooks.Timing;

namespace Webhooks.Monitoring;

/// <summary>Reports a machine whose clock is wrong, and asks storage when the clock was set while the app runs.</summary>
public sealed partial class ClockWatch(StorageClock clock, IStorageProbe storage, HealthOptions options, INoticeOutbox outbox, ILogger<ClockWatch> logger) : BackgroundService
{
    // The first answer contradicts, the second confirms it, the third is to spare.
    private const int Answers = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim doubted = new(0);
    private readonly Lock gate = new();
    private bool isOff;

    /// <summary>Null when the machine's clock is right.</summary>
    public static string? Describe(TimeSpan offset, HealthOptions options) => offset.Duration() <= options.MaxClockSkew ? null
        : $"this machine's clock is {Seconds(offset)} s {Direction(offset)} storage's, which is used instead";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        clock.OffsetChanged += Report;
        clock.Doubted += Ask;
        Report();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        clock.OffsetChanged -= Report;
        clock.Doubted -= Ask;
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        doubted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await doubted.WaitAsync(stoppingToken);
            for (var answers = 0; !clock.Settled.IsCompleted && answers < Answers;)
            {
                try
                {
                    await storage.AskAsync(stoppingToken);
                    answers++;
                }
#pragma warning disable CA1031 // Whatever keeps storage from answering: it is asked again.
                catch (Exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    await Task.Delay(Pause, clock, stoppingToken);
                }
            }

            clock.Settle();
        }
    }

    private void Ask() => doubted.Release();

    // Answers come on many threads.
    private void Report()
    {
        lock (gate)
        {
            var offset = clock.Offset;
            var problem = Describe(offset, options);
            if (problem is not null != isOff)
            {
                isOff = !isOff;
                Report(offset, problem);
            }
        }
    }

    private void Report(TimeSpan offset, string? problem)
    {
        var (name, rule) = (Environment.MachineName, ReceiverRules.MachineClock);
        if (problem is not null)
        {
            Log.Off(logger, Seconds(offset), Direction(offset));
            outbox.Post(ReceiverRules.EverySource, clock.GetUtcNow(), rule.Notice(
                name, $"The clock of {name} is {Seconds(offset)} s {Direction(offset)} storage's",
                "Decisions go by storage's clock. Logs and traces of this machine have the wrong time, and Azure refuses shared keys from 15 minutes on.",
                "Set the clock of the machine, or replace the instance."));
        }
        else
        {
            Log.Right(logger);
            var recovery = rule.Notice(name, $"The clock of {name} is right again", "It agrees with storage's.", "");
            outbox.Post(ReceiverRules.EverySource, clock.GetUtcNow(), recovery with { Recovered = true, Severity = Severity.Info });
        }
    }

    private static long Seconds(TimeSpan offset) => (long)Math.Round(offset.Duration().TotalSeconds);

    private static string Direction(TimeSpan offset) => offset.Ticks < 0 ? "ahead of" : "behind";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "This machine's clock is {Seconds} s {Direction} storage's, which is used instead. Set the machine's clock.")]
        public static partial void Off(ILogger logger, long seconds, string direction);

        [LoggerMessage(Level = LogLevel.Information, Message = "This machine's clock agrees with storage's again.")]
        public static partial void Right(ILogger logger);
    }
}
