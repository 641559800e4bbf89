namespace Proof.Backlog;

/// <summary>How much each build is given.</summary>
/// <param name="Rounds">How often each build does all of it, in turn with the other.</param>
/// <param name="Backlog">Events that wait when it is started.</param>
/// <param name="Stream">How long clients send that never pause.</param>
/// <param name="MostShots">Deliveries at hand for that; more than are sent.</param>
/// <param name="Trickle">Events that come one by one.</param>
internal sealed record BacklogPlan(int Rounds, int Backlog, TimeSpan Stream, int MostShots, int Trickle)
{
    /// <summary>Events a second, of those that come one by one.</summary>
    public const double Rate = 5;

    public static BacklogPlan Short { get; } = new(1, 200, TimeSpan.FromSeconds(0.5), 2_000, 10);

    public static BacklogPlan Of(long? backlog) => new(3, (int)(backlog ?? 3_000), TimeSpan.FromSeconds(5), 30_000, 200);
}
