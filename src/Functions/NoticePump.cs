using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Notifying;

namespace Functions;

/// <summary>Carries notices from the answering path to the notification queue, in the background.</summary>
internal sealed partial class NoticePump(Notifier notifier, ILogger<NoticePump> logger) : BackgroundService, INoticeOutbox
{
    private readonly Channel<(string Source, DateTimeOffset At, Notice Notice)> waiting =
        Channel.CreateBounded<(string, DateTimeOffset, Notice)>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Post(string source, DateTimeOffset at, Notice notice) => waiting.Writer.TryWrite((source, at, notice));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (source, at, notice) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await notifier.NotifyAsync(source, null, at, notice, stoppingToken);
            }
#pragma warning disable CA1031 // A notice that cannot be queued is logged, and the next one may fare better.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.NotTold(logger, source, notice.Rule, failure.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: people were not told of {Rule} ({Problem}).")]
        public static partial void NotTold(ILogger logger, string source, string rule, string problem);
    }
}
