namespace Webhooks.Raw;

/// <summary>Who read which delivery without redaction.</summary>
public interface IRawReadLedger
{
    /// <summary>Kept for <see cref="RawRead.Retention" />.</summary>
    Task AddAsync(RawRead read, CancellationToken cancellationToken);
}

/// <param name="RequestedBy">As the caller says: a key authorizes a caller and does not identify it.</param>
public sealed record RawRead(DateTimeOffset At, string Source, string Id, string RequestedBy)
{
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);
}
