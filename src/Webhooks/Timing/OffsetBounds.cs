namespace Webhooks.Timing;

/// <summary>Between these storage's clock is ahead of the machine's.</summary>
internal readonly record struct OffsetBounds(TimeSpan Least, TimeSpan Most)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public TimeSpan Middle => (Least + Most) / 2;

    /// <summary>By an answer that was dated, in whole seconds, somewhere between the sending of its request and now.</summary>
    public static OffsetBounds Of(DateTimeOffset date, TimeSpan roundTrip, DateTimeOffset now) => new(date - now, date - now + Second + roundTrip);

    // Servers write the text of the date once a second, and a busy one late.
    public bool Allow(TimeSpan offset) => offset >= Least - Second && offset <= Most + Second;

    public OffsetBounds? And(OffsetBounds other)
    {
        var both = new OffsetBounds(Least > other.Least ? Least : other.Least, Most < other.Most ? Most : other.Most);
        return both.Least <= both.Most ? both : null;
    }
}
