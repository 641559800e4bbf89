using System.Collections.Concurrent;
using Webhooks.Receiving;
using Webhooks.Rotating;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Notifying;

/// <summary>
/// Reports what single deliveries do not show: bursts of refusals and drifting clocks. Counts in memory, per instance: a burst spread thinly over
/// many instances is a matter for the metrics.
/// </summary>
public sealed class DeliveryWatch(INoticeOutbox outbox, RefusedSignatures signatures, TimeProvider clock) : IDeliveryObserver
{
    private const int Burst = 20;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Window> refusals = new();
    private readonly ConcurrentDictionary<string, Window> skews = new();

    public void Refused(Source? source, Refusal refusal)
    {
        if (source is not null && (refusal.Reason is RefusalReason.SignatureInvalid or RefusalReason.NoActiveSecret))
        {
            signatures.Note(source.Name, clock.GetUtcNow());
        }

        if (source is null || refusals.GetOrAdd(source.Name, _ => new Window()) is not { } window || window.Count(clock.GetUtcNow(), refusal.Reason) is not (Burst, var begin))
        {
            return;
        }

        var reasons = window.MostFrequentFirst();

        outbox.Post(source.Name, clock.GetUtcNow(), ReceiverRules.Refusals.Notice(
            "deliveries",
            $"Many deliveries of {source.Name} are refused",
            $"{Burst} deliveries were refused within {Span.TotalMinutes} minutes: {string.Join(", ", reasons.Select(reason => $"{reason.Count} × {new Refusal(reason.Reason, "").Code}"))}.",
            $"{RefusalAdvice.For(reasons[0].Reason)} List what was refused, and run `hook check --refused ID` on one of them.") with
        {
            ListedAt = MinuteBefore(begin),
        });
    }

    // A whole minute, and so long before that the delivery, which was received before it was refused, is in it.
    internal static DateTimeOffset MinuteBefore(DateTimeOffset refused) => new(refused.UtcTicks - (refused.UtcTicks % TimeSpan.TicksPerMinute) - TimeSpan.TicksPerMinute, TimeSpan.Zero);

    public void Skewed(Source source, TimeSpan skew)
    {
        if (skews.GetOrAdd(source.Name, _ => new Window()).Count(clock.GetUtcNow(), RefusalReason.TooOld) is not (1, _))
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
        private Dictionary<RefusalReason, int> counts = [];

        public (int Count, DateTimeOffset Begin) Count(DateTimeOffset now, RefusalReason reason)
        {
            lock (gate)
            {
                if (now - start >= Span)
                {
                    (start, counts) = (now, []);
                }

                counts[reason] = counts.GetValueOrDefault(reason) + 1;
                return (counts.Values.Sum(), start);
            }
        }

        public IReadOnlyList<(RefusalReason Reason, int Count)> MostFrequentFirst()
        {
            lock (gate)
            {
                return [.. counts.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))];
            }
        }
    }
}
