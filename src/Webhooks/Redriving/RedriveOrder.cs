namespace Webhooks.Redriving;

public sealed record RedriveOrder(string Who, string Why)
{
    /// <summary>Per second. What failed under load must not fail again under its own backlog.</summary>
    public const int DefaultRate = 20;

    public int Rate { get; init; } = DefaultRate;
    public int Limit { get; init; } = 100;
}

public sealed record RedriveRun(int Redriven, IReadOnlyList<string> NotDead, IReadOnlyList<string> NotFound, string? Continue);
