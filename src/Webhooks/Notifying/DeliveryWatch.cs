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

    public void Refused(Source? source, Refusal why)
    {
        if (source is null || refusals.GetOrAdd(source.Name, _ => new Window()).Count(clock.GetUtcNow()) is not Burst)
        {
            return;
        }

        outbox.Post(source.Name, clock.GetUtcNow(), new Notice(
            ReceiverRules.Refusals.Name,
            "deliveries",
            ReceiverRules.Refusals.Severity,
            $"Many deliveries of {source.Name} are refused",
            $"{Burst} deliveries were refused within {Span.TotalMinutes} minutes, the last one with {why.Code}.",
            $"If the sender rotated its secret, configure the new one. See `hook refused --source {source.Name}`, and `hook check` for one of them."));
    }

    public void Skewed(Source source, TimeSpan skew)
    {
        if (skews.GetOrAdd(source.Name, _ => new Window()).Count(clock.GetUtcNow()) is not 1)
        {
            return;
        }

        outbox.Post(source.Name, clock.GetUtcNow(), new Notice(
            ReceiverRules.ClockSkew.Name,
            "clock",
            ReceiverRules.ClockSkew.Severity,
            $"The clock of {source.Name} is {(int)skew.Duration().TotalSeconds} s from ours",
            $"Deliveries are refused beyond {(int)source.ReplayWindow.TotalSeconds} s.",
            "See which clock is wrong. Deliveries that were held up on the way look the same."));
    }

    private sealed class Window
    {
        private readonly Lock gate = new();
        private DateTimeOffset began;
        private int count;

        public int Count(DateTimeOffset now)
        {
            lock (gate)
            {
                if (now - began >= Span)
                {
                    (began, count) = (now, 0);
                }

                return ++count;
            }
        }
    }
}
