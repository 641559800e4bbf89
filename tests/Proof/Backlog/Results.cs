using Proof.Load;

namespace Proof.Backlog;

/// <summary>What one build has shown on one storage; of each kind of run one per round.</summary>
internal sealed class Results
{
    public List<WorkedOff> Backlogs { get; } = [];

    public List<Stream> Accepting { get; } = [];

    public List<Stream> Both { get; } = [];

    public Outcome Lags { get; } = new();

    /// <summary>Answers that were no acceptance.</summary>
    public int Others { get; set; }

    /// <summary>Events that were accepted and not processed.</summary>
    public int Left { get; set; }

    public static double Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : double.NaN;
}

/// <summary>A backlog worked off.</summary>
/// <param name="PerSecond">Events processed a second.</param>
/// <param name="ProcessorEach">Processor time of the receiver for each, in milliseconds.</param>
/// <param name="StorageEach">The same of storage.</param>
internal sealed record WorkedOff(double PerSecond, double ProcessorEach, double StorageEach);

/// <summary>A stream from clients that never pause.</summary>
/// <param name="Accepted">Accepted a second.</param>
/// <param name="ProcessedMeanwhile">Processed a second while the clients sent.</param>
/// <param name="EndToEnd">Accepted and processed a second, until the last was processed.</param>
internal sealed record Stream(double Accepted, double ProcessedMeanwhile, double EndToEnd);
