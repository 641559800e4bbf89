using Proof.Load;
using Proof.Processes;

namespace Proof.Speed;

/// <summary>How fast deliveries are accepted, refused and processed, beside what no receiver can go below and beside a peer.</summary>
internal sealed class SpeedProof : IProof
{
    public string Verb => "speed";

    public string Claim => "A delivery is accepted at nearly the speed of its storage.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken stop)
    {
        var plan = run.IsShort ? Plan.Short : Plan.Long;
        var targets = new Targets(run.IsShort);
        foreach (var start in new[] { Storage.AzuriteAsync, Storage.StubAsync })
        {
            using var storage = await start(stop);
            run.Report.Progress($"accepting, on {storage.Name}");
            var contest = await CompareAsync(storage, plan, stop);
            ContestTables.Show(contest, plan, run.Report);
            targets.Judge(contest, plan);
        }

        targets.Show(run.Report);
        return targets.Hold;
    }

    private static async Task<Contest> CompareAsync(Storage storage, Plan plan, CancellationToken stop)
    {
        using var floor = await Floor.OnAsync(storage, stop);
        using var receiver = await Servers.ReceiverAsync(storage, processing: false, stop);
        using var peer = await Servers.PeerAsync(storage, stop);
        using var empty = await Servers.EmptyAsync(stop);
        var contest = new Contest(storage, [floor, receiver, peer, empty], plan);
        await contest.RunAsync(stop);
        return contest;
    }
}
