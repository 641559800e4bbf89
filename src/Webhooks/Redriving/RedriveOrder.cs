namespace Webhooks.Redriving;

/// <summary>An operator's order to redrive.</summary>
/// <param name="Who">Who gave it.</param>
/// <param name="Why">For what reason.</param>
public sealed record RedriveOrder(string Who, string Why)
{
    /// <summary>How many per second unless the order says otherwise: what broke under load must not break again under its own past.</summary>
    public const int DefaultRate = 20;

    /// <summary>At most so many per second.</summary>
    public int Rate { get; init; } = DefaultRate;

    /// <summary>At most so many in this part of the run.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>What became of an order, or of one part of it.</summary>
/// <param name="Redriven">How many are pending again.</param>
/// <param name="NotDead">Ids of events that are no dead letters, or no more.</param>
/// <param name="NotFound">Ids that no event has.</param>
/// <param name="Continue">Where to read on; null when there was nothing left.</param>
public sealed record RedriveRun(int Redriven, IReadOnlyList<string> NotDead, IReadOnlyList<string> NotFound, string? Continue);
