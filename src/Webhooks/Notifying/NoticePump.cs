using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace Webhooks.Notifying;

public sealed class NoticePump(ReceiverNotices notices) : BackgroundService, INoticeOutbox
{
    private readonly Channel<Waiting> waiting =
        Channel.CreateBounded<Waiting>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Post(string source, DateTimeOffset at, Notice notice) => waiting.Writer.TryWrite(new(source, at, notice));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (source, at, notice) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await notices.NotifyAsync(source, eventId: null, at, notice, stoppingToken);
        }
    }

    private sealed record Waiting(string Source, DateTimeOffset At, Notice Notice);
}

/// <summary>For the answering path: never waits, and drops notices when too many are queued.</summary>
public interface INoticeOutbox
{
    void Post(string source, DateTimeOffset at, Notice notice);
}
