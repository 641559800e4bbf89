using Proof.Load;
using Proof.Processes;

namespace Proof.Speed;

/// <summary>The contenders on one storage, measured in turn, round after round, so that what disturbs the machine disturbs all.</summary>
internal sealed class Contest(Storage storage, IReadOnlyList<IContender> contenders, Plan plan)
{
    private readonly Dictionary<(string Contender, BodySize Size), (Outcome Alone, Outcome Full, Outcome Steady)> results = [];
    private readonly Dictionary<string, Outcome> crowd = [];

    public Storage Storage => storage;

    public IReadOnlyList<IContender> Contenders => contenders;

    /// <summary>Arrivals a second of the open model.</summary>
    public Dictionary<BodySize, double> Rates { get; } = [];

    public Outcome Alone(string contender, BodySize size) => results[(contender, size)].Alone;

    public Outcome Full(string contender, BodySize size) => results[(contender, size)].Full;

    /// <summary>By many more clients, with bodies of the first size.</summary>
    public Outcome Crowd(string contender) => crowd[contender];

    public Outcome Steady(string contender, BodySize size) => results[(contender, size)].Steady;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WarmUpAsync(cancellationToken);
        foreach (var size in plan.Sizes)
        {
            Forget(size);

            // Apart from the load that follows: what storage has to tidy up after it must not be waited for by whoever is next.
            for (var turn = 0; turn < plan.Turns; turn++)
            {
                await RunAloneAsync(size, size.Shots / 9, plan.Alone, turn, cancellationToken);
            }

            for (var round = 0; round < plan.Rounds; round++)
            {
                await RunFullAsync(size, plan.Full, cancellationToken);
            }

            for (var round = 0; round < plan.Crowds && size == plan.Sizes[0]; round++)
            {
                await RunCrowdAsync(plan.Full, round, cancellationToken);
            }

            // Half of what the slowest can do: below that all of them can, and above it the slowest would be measured at queueing.
            Rates[size] = contenders.Min(contender => Full(contender.Name, size).PerSecond) / 2;
            for (var round = 0; round < plan.Rounds; round++)
            {
                await RunSteadyAsync(size, cancellationToken);
            }
        }
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var size = plan.Sizes[0];
        Forget(size);
        await RunAloneAsync(size, size.Shots / 3, plan.WarmUp, 0, cancellationToken);
        await RunFullAsync(size, plan.WarmUp, cancellationToken);
        await RunCrowdAsync(plan.WarmUp / 2, 0, cancellationToken);
    }

    private void Forget(BodySize size)
    {
        foreach (var contender in contenders)
        {
            results[(contender.Name, size)] = (new(), new(), new());
            crowd[contender.Name] = size == plan.Sizes[0] ? new() : crowd[contender.Name];
        }
    }

    // Short turns, each time another one first: medians a few hundredths of a millisecond apart are compared, on a machine that is slow for seconds.
    private async Task RunAloneAsync(BodySize size, int count, TimeSpan time, int turn, CancellationToken cancellationToken)
    {
        // The same for all: each contender has tables of its own.
        var shots = Shots.Make(Plan.Sender, size.Bytes, count);
        foreach (var contender in InTurn(turn))
        {
            Alone(contender.Name, size).Add(await Measure.OfAsync(storage, contender, () => Closed.RunAsync(contender.ConnectAlone, shots, 1, time)));
            await storage.ClearAsync(cancellationToken);
        }
    }

    private async Task RunFullAsync(BodySize size, TimeSpan time, CancellationToken cancellationToken)
    {
        var shots = Shots.Make(Plan.Sender, size.Bytes, size.Shots);
        foreach (var contender in contenders)
        {
            Full(contender.Name, size).Add(await Measure.OfAsync(storage, contender, () => Closed.RunAsync(contender.Connect, shots, Plan.Clients, time)));
            await storage.ClearAsync(cancellationToken);
        }
    }

    private async Task RunCrowdAsync(TimeSpan time, int round, CancellationToken cancellationToken)
    {
        var shots = Shots.Make(Plan.Sender, plan.Sizes[0].Bytes, plan.Sizes[0].Shots);
        foreach (var contender in InTurn(round))
        {
            Crowd(contender.Name).Add(await Measure.OfAsync(storage, contender, () => Closed.RunAsync(contender.Connect, shots, Plan.Crowd, time)));
            await storage.ClearAsync(cancellationToken);
        }
    }

    private IEnumerable<IContender> InTurn(int turn)
    {
        var first = turn % contenders.Count;
        return contenders.Skip(first).Concat(contenders.Take(first));
    }

    private async Task RunSteadyAsync(BodySize size, CancellationToken cancellationToken)
    {
        var shots = Shots.Make(Plan.Sender, size.Bytes, Math.Clamp((int)(Rates[size] * plan.Full.TotalSeconds), 10, size.Shots));
        foreach (var contender in contenders)
        {
            Steady(contender.Name, size).Add(await Measure.OfAsync(storage, contender, () => Open.RunAsync(contender.Connect, shots, Rates[size])));
            await storage.ClearAsync(cancellationToken);
        }
    }
}
