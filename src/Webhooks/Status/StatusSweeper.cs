using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Status;

/// <summary>Each hour: what is over on the status board.</summary>
public sealed partial class StatusSweeper(IPartitionRegistry registry, IStatusExpiry expiry, StatusOptions options, TimeProvider clock, ILogger<StatusSweeper> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    // Under the host's functionTimeout, together with the sweep before it.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    // What is left over waits for the next hour.
    private const int MostPerRun = 1_000;

    private DateTimeOffset next;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < next)
        {
            return;
        }

        var sources = (await registry.ListRecentAsync(cancellationToken)).Select(partition => partition.Source).Distinct().ToList();
        next = now + Pause;
        using var limit = new TimeLimit(LongestRun, clock, cancellationToken);

        // Each hour another one comes first, so that a run that is cut short is not always cut short for the same.
        var first = sources.Count == 0 ? 0 : (int)(now.ToUnixTimeSeconds() / 3600 % sources.Count);
        foreach (var source in sources.Skip(first).Concat(sources.Take(first)))
        {
            try
            {
                var expired = await expiry.ExpireAsync(source, options, now, MostPerRun, limit.Token);
                if (expired != default)
                {
                    Log.Swept(logger, source, expired.Ended, expired.Removed);
                }
            }
#pragma warning disable CA1031 // What one source's trouble is, the others need not share; the next hour tries again.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, source, failure.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: status board swept; ended states: {Ended}; removed resources that are gone or no longer reported: {Removed}.")]
        public static partial void Swept(ILogger logger, string source, int ended, int removed);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the status board could not be swept ({Problem}); the sweep retries in an hour.")]
        public static partial void Failed(ILogger logger, string source, string problem);
    }
}
