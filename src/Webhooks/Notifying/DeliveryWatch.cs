using System.Collections.Concurrent;
using Webhooks.Receiving;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Notifying;

/// <summary>
/// Reports what single deliveries do not show: bursts of refusals and drifting clocks. Counts in memory, per instance: a burst spread thinly over
/// many instances is a matter for the metrics.
/// </summary>
public sealed class DeliveryWatch(INoticeOutbox outbox, TimeProvider clock) : IDeliveryObserver
{
    private const int Burst = 20;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Window> refusals = new();
    private readonly ConcurrentDictionary<string, Window> skews = new();

    public void Refused(Source? source, Refusal refusal)
    {
        if (source is null || refusals.GetOrAdd(source.Name, _ => new Window()).Count(clock.GetUtcNow()) is not Burst)
        {
            return;
        }

        outbox.Post(source.Name, clock.GetUtcNow(), ReceiverRules.Refusals.Notice(
            "deliveries",
            $"Many deliveries of {source.Name} are refused",
            $"{Burst} deliveries were refused within {Span.TotalMinutes} minutes, the last one with {refusal.Code}.",
            $"If the sender rotated its secret, configure the new one. Run `hook refused --source {source.Name}` to list them, and `hook check` on one of them."));
    }

    public void Skewed(Source source, TimeSpan skew)
    {
        if (skews.GetOrAdd(source.Name, _ => new Window()).Count(clock.GetUtcNow()) is not 1)
        {
            return;
        }

        outbox.Post(source.Name, clock.GetUtcNow(), ReceiverRules.ClockSkew.Notice(
            "clock",
            $"The clock of {source.Name} differs from ours by {(int)skew.Duration().TotalSeconds} s",
            $"Deliveries are refused beyond {(int)source.ReplayWindow.TotalSeconds} s.",
            "Check which clock is wrong. Deliveries that were delayed in transit look the same."));
    }

    private sealed class Window
    {
        private readonly Lock gate = new();
        private DateTimeOffset start;
        private int count;

        public int Count(DateTimeOffset now)
        {
            lock (gate)
            {
                if (now - start >= Span)
                {
                    (start, count) = (now, 0);
                }

                return ++count;
            }
        }
    }
}
