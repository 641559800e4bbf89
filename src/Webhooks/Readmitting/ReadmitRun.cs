namespace Webhooks.Readmitting;

/// <summary>An operator's order to readmit.</summary>
/// <param name="Who">Who gave it.</param>
/// <param name="Why">For what reason.</param>
public sealed record ReadmitOrder(string Who, string Why)
{
    /// <summary>At most so many are looked at in this part of the run.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Judge only.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What became of kept deliveries.</summary>
/// <param name="Readmitted">How many are events now, or would be.</param>
/// <param name="KnownAlready">How many pass, and are about events that came in another way meanwhile.</param>
/// <param name="StillRefused">How many are refused again, by reason.</param>
/// <param name="Continue">Where to read on; null when there was nothing left.</param>
public sealed record ReadmitRun(int Readmitted, int KnownAlready, IReadOnlyDictionary<string, int> StillRefused, string? Continue);
