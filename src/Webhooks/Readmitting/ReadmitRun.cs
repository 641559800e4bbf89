namespace Webhooks.Readmitting;

public sealed record ReadmitOrder(string RequestedBy, string Reason)
{
    public int Limit { get; init; } = 100;
    public bool DryRun { get; init; }
}

/// <param name="KnownAlready">Verified, but the event arrived in another way meanwhile.</param>
/// <param name="StillRefused">By reason code.</param>
public sealed record ReadmitRun(int Readmitted, int KnownAlready, IReadOnlyDictionary<string, int> StillRefused, string? Continue);
