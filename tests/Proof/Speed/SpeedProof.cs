using Proof.Processes;
using Proof.Reporting;

namespace Proof.Speed;

/// <summary>How fast deliveries are accepted and refused, beside what no receiver can go below and beside a peer.</summary>
/// <remarks>
/// Each contender but the floor is a process of its own, and all get the same deliveries, signed beforehand, in turn, round after round in
/// one run: whatever disturbs the machine disturbs all of them. The receiver is LocalHost with the whole app in it; its queue and timer
/// functions are off while accepting is measured, as they scale apart in Azure. The floor makes the same atomic write and sends the same
/// message with the same clients, rows made beforehand, no HTTP; what both stored is compared before anything is measured. The served floor
/// does that behind an endpoint that reads a body and checks nothing. The peer is <c>peers/node/server.js</c>.
/// <para>One client in short turns, each time another contender first, and many that never pause are closed models; a fixed rate is an
/// open one, where latency counts from when a delivery was due. The one client waits in the kernel: threads of a pool look about for work
/// before they sleep, and on two processors that is where the server or its storage should run.</para>
/// <para>Azurite is one Node process and is busy long before the receiver is. The stub speaks the same REST, answers at once from memory,
/// and so shows the receiver's own capacity. It makes an acceptance so cheap that the HTTP server alone is about a tenth of it; what the
/// empty endpoint takes is therefore left out of the ratio of refusals there.</para>
/// </remarks>
internal sealed class SpeedProof : IProof
{
    public string Verb => "speed";

    public string Claim => "A delivery is accepted at nearly the speed of its storage.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var plan = run.IsShort ? Plan.Short : Plan.Long;
        var targets = new Targets(run.IsShort);
        await AllocateAsync(run, plan, targets);
        // The short form judges no time, and shows on the stub all that is left to judge.
        var storages = run.IsShort ? [Storage.StubAsync] : new[] { Storage.AzuriteAsync, Storage.StubAsync };
        foreach (var start in storages)
        {
            using var storage = await start(cancellationToken);
            run.Report.Progress($"accepting, on {storage.Name}");
            var contest = await CompareAsync(storage, plan, targets, cancellationToken);
            ContestTables.Show(contest, plan, run.Report);
            targets.Judge(contest, plan);
            run.Report.Progress($"each sender, accepted and refused, on {storage.Name}");
            await new Refusing(storage, plan, contest.Full(Servers.Empty, plan.Sizes[0]).ProcessorEach).RunAsync(run.Report, targets, cancellationToken);
        }

        targets.Show(run.Report);
        return targets.Hold;
    }

    private static async Task AllocateAsync(ProofRun run, Plan plan, Targets targets)
    {
        var table = new MarkdownTable("sender", "1 KB body", "20 KB body", "500 KB body", "left out at 1 KB: the client's entities");
        var most = 0.0;
        foreach (var sender in plan.Senders)
        {
            var each = new List<double>();
            foreach (var (kilobytes, count) in new[] { (1, 500), (20, 100), (500, 10) })
            {
                var all = await OwnAllocations.MeasureAsync(sender, kilobytes * 1024, count);
                each.Add((all - OwnAllocations.Entities(sender, kilobytes * 1024, count)) / 1024.0);
            }

            table.Add(sender, each[0], each[1], each[2], OwnAllocations.Entities(sender, 1024, 100) / 1024.0);
            most = Math.Max(most, each[0]);
        }

        // Counted, not timed: a busy machine does not change it.
        targets.Always("KB allocated on our side for a delivery of 1 KB, of the sender with the most", "≤ 8", most, most <= 8);

        run.Report.Detail("**Allocated on our side for each acceptance** (KB; from the call of the function to its answer, without the server and without the clients of storage)", table);
    }

    private static async Task<Contest> CompareAsync(Storage storage, Plan plan, Targets targets, CancellationToken cancellationToken)
    {
        using var floor = await Floor.OnAsync(storage.ConnectionString, Floor.Title, cancellationToken);
        using var served = await Servers.FloorAsync(storage, cancellationToken);
        using var receiver = await Servers.ReceiverAsync(storage, processing: false, cancellationToken);
        using var peer = await Servers.PeerAsync(storage, cancellationToken);
        using var empty = await Servers.EmptyAsync(cancellationToken);
        var differing = await SameRows.OnlyInOneAsync(storage, floor, receiver, cancellationToken);
        targets.Always($"{storage.Name}: properties that only the floor or only the receiver writes", "none", differing.Count == 0 ? "none" : string.Join(", ", differing), differing.Count == 0);
        var contest = new Contest(storage, [floor, served, receiver, peer, empty], plan);
        await contest.RunAsync(cancellationToken);
        return contest;
    }
}
