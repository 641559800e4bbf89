namespace Webhooks.Timing;

/// <summary>
/// The machine's time, corrected where storage's answers show that it is wrong, so that all instances decide by one clock. Elapsed time and
/// timers are the machine's.
/// </summary>
public sealed class StorageClock : TimeProvider
{
    // Whatever keeps a machine's clock right moves it by less. A larger step is a mistake, or ends one: storage says which.
    private static readonly TimeSpan LargestStep = TimeSpan.FromSeconds(1);

    private const int FirstYear = 2026;
    private const int LastYear = 2200;

    private readonly TimeProvider machine;
    private readonly Lock gate = new();
    private Anchor anchor;
    private OffsetBounds? differing;
    private TaskCompletionSource? doubt;

    public StorageClock(TimeProvider machine)
    {
        this.machine = machine;
        anchor = new(machine.GetUtcNow(), machine.GetTimestamp(), TimeSpan.Zero);
    }

    /// <summary>Raised by whoever brought the answer that changed <see cref="Offset" />.</summary>
    public event Action? OffsetChanged;

    /// <summary>The machine's clock was set while the app runs; an answer of storage is wanted.</summary>
    public event Action? Doubted;

    /// <summary>How far storage's clock is ahead of the machine's; zero while they agree.</summary>
    public TimeSpan Offset => Volatile.Read(ref anchor).Offset;

    /// <summary>Ends when the last doubt about the machine's clock does.</summary>
    public Task Settled => Volatile.Read(ref doubt)?.Task ?? Task.CompletedTask;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <summary>From now on the machine's clock is to be confirmed by an answer of storage.</summary>
    public bool Doubt() => Interlocked.CompareExchange(ref doubt, new(TaskCreationOptions.RunContinuationsAsynchronously), null) is null;

    public override DateTimeOffset GetUtcNow()
    {
        var last = Volatile.Read(ref anchor);
        var now = machine.GetUtcNow();
        var expected = last.At + machine.GetElapsedTime(last.Timestamp);
        if ((now - expected).Duration() < LargestStep)
        {
            return now + last.Offset;
        }

        if (Doubt())
        {
            Doubted?.Invoke();
        }

        return expected + last.Offset;
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes the machine's clock as it is: storage answers, and does not say what time it is.</summary>
    public void Settle()
    {
        lock (gate)
        {
            Volatile.Write(ref anchor, anchor with { At = machine.GetUtcNow(), Timestamp = machine.GetTimestamp() });
        }

        Interlocked.Exchange(ref doubt, null)?.SetResult();
    }

    /// <summary>Takes note of an answer of storage that has just come. What it contradicts is changed once a second one agrees with it.</summary>
    public void Learn(DateTimeOffset date, TimeSpan roundTrip)
    {
        if (date.Year is < FirstYear or > LastYear)
        {
            return;
        }

        bool hasChanged;
        lock (gate)
        {
            var (last, now, timestamp) = (anchor, machine.GetUtcNow(), machine.GetTimestamp());
            var step = now - (last.At + machine.GetElapsedTime(last.Timestamp, timestamp));
            if (step.Duration() < LargestStep)
            {
                step = TimeSpan.Zero;
            }
            else
            {
                differing = null;
            }

            var offset = Judge(OffsetBounds.Of(date, roundTrip, now), last.Offset - step);
            hasChanged = offset != last.Offset;
            Volatile.Write(ref anchor, new(now, timestamp, offset));
        }

        if (hasChanged)
        {
            OffsetChanged?.Invoke();
        }
    }

    private TimeSpan Judge(OffsetBounds answer, TimeSpan offset)
    {
        if (!answer.Allow(offset))
        {
            if (differing?.And(answer) is not { } agreed)
            {
                differing = answer;
                return offset;
            }

            offset = agreed.Middle;
        }

        differing = null;
        Interlocked.Exchange(ref doubt, null)?.SetResult();

        // A clock that is right is left alone.
        return offset.Duration() < LargestStep && answer.Allow(TimeSpan.Zero) ? TimeSpan.Zero : offset;
    }

    private sealed record Anchor(DateTimeOffset At, long Timestamp, TimeSpan Offset);
}
