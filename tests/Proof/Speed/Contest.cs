using Proof.Load;
using Proof.Processes;

namespace Proof.Speed;

/// <summary>The contenders on one storage, measured in turn, round after round, so that what disturbs the machine disturbs all.</summary>
internal sealed class Contest(Storage storage, IReadOnlyList<IContender> contenders, Plan plan)
{
    private readonly Dictionary<(string Contender, BodySize Size), (Outcome Alone, Outcome Full, Outcome Steady)> results = [];

    public Storage Storage => storage;

    public IReadOnlyList<IContender> Contenders => contenders;

    /// <summary>Arrivals a second of the open model.</summary>
    public Dictionary<BodySize, double> Rates { get; } = [];

    public Outcome Alone(string contender, BodySize size) => results[(contender, size)].Alone;

    public Outcome Full(string contender, BodySize size) => results[(contender, size)].Full;

    public Outcome Steady(string contender, BodySize size) => results[(contender, size)].Steady;

    public async Task RunAsync(CancellationToken stop)
    {
        await RunRoundAsync(plan.Sizes[0], plan.WarmUp, plan.WarmUp, (_, _, _) => { }, stop);
        foreach (var size in plan.Sizes)
        {
            foreach (var contender in contenders)
            {
                results[(contender.Name, size)] = (new(), new(), new());
            }

            for (var round = 0; round < plan.Rounds; round++)
            {
                await RunRoundAsync(size, plan.Alone, plan.Full, (contender, alone, full) =>
                {
                    results[(contender.Name, size)].Alone.Add(alone);
                    results[(contender.Name, size)].Full.Add(full);
                }, stop);
            }

            // Half of what the slowest can do: below that all of them can, and above it the slowest would be measured at queueing.
            Rates[size] = contenders.Min(contender => Full(contender.Name, size).PerSecond) / 2;
            for (var round = 0; round < plan.Rounds; round++)
            {
                await RunSteadyAsync(size, stop);
            }
        }
    }

    private async Task RunRoundAsync(BodySize size, TimeSpan alone, TimeSpan full, Action<IContender, Outcome, Outcome> keep, CancellationToken stop)
    {
        // The same for all: each contender has tables of its own.
        var (few, many) = (Shots.Make(Plan.Sender, size.Bytes, size.Shots / 3), Shots.Make(Plan.Sender, size.Bytes, size.Shots));
        foreach (var contender in contenders)
        {
            var one = await Measure.OfAsync(contender, connect => Closed.RunAsync(connect, few, 1, alone));
            var all = await Measure.OfAsync(contender, connect => Closed.RunAsync(connect, many, Plan.Clients, full));
            keep(contender, one, all);
            await storage.ClearAsync(stop);
        }
    }

    private async Task RunSteadyAsync(BodySize size, CancellationToken stop)
    {
        var shots = Shots.Make(Plan.Sender, size.Bytes, Math.Clamp((int)(Rates[size] * plan.Full.TotalSeconds), 10, size.Shots));
        foreach (var contender in contenders)
        {
            Steady(contender.Name, size).Add(await Measure.OfAsync(contender, connect => Open.RunAsync(connect, shots, Rates[size])));
            await storage.ClearAsync(stop);
        }
    }
}
