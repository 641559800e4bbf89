using Proof.Load;
using Proof.Processes;
using Proof.Reporting;

namespace Proof.Speed;

/// <summary>What each sender's deliveries cost to accept, and what it costs to refuse one whose signature is wrong. On the stub, which counts what it is asked.</summary>
internal sealed class Refusing(Storage stub, Plan plan)
{
    private const int Kilobyte = 1024;

    public async Task RunAsync(Report report, Targets targets, CancellationToken stop)
    {
        using var receiver = await Servers.ReceiverAsync(stub, processing: false, stop);
        var table = new MarkdownTable("sender", "", "answers/s", "p50 ms", "p99 ms", "CPU ms each", "allocated KB each", "storage requests each");
        // The first of either kind compiles what all of them run.
        await LoadAsync(receiver, plan.Senders[0], isRefused: false, stop);
        await LoadAsync(receiver, plan.Senders[0], isRefused: true, stop);
        var (others, count, asked, ratios) = (0, 0, 0L, new List<double>());
        foreach (var sender in plan.Senders)
        {
            var accepted = await LoadAsync(receiver, sender, isRefused: false, stop);
            var refused = await LoadAsync(receiver, sender, isRefused: true, stop);
            Add(table, sender, "accepted", accepted);
            Add(table, sender, "refused", refused);
            (others, count, asked) = (others + accepted.Outcome.Others + refused.Outcome.Others, count + refused.Outcome.Count, asked + refused.Asked);
            ratios.Add(refused.Outcome.ProcessorEach / accepted.Outcome.ProcessorEach);
        }

        targets.Always("each sender: answers that were neither the acceptance nor the refusal due", 0, others, others == 0);
        // Counts are written each ten seconds, and a few refused deliveries a minute are kept; neither makes a sender wait.
        targets.Always($"storage requests while {count} deliveries were refused", $"≤ {5 * plan.Senders.Count}", asked, asked <= 5 * plan.Senders.Count);
        targets.AtMost("processor time of a refusal, of an acceptance's, median of the senders", 0.1, ratios.Order().ElementAt(ratios.Count / 2));
        report.Say($"**Accepted and refused, by sender** (1 KB, {Plan.Clients} clients that never pause, on the stub)");
        report.Show(table);
    }

    private async Task<(Outcome Outcome, long Asked)> LoadAsync(Server receiver, string sender, bool isRefused, CancellationToken stop)
    {
        await ShootAsync(receiver, sender, isRefused, plan.WarmUp / 2);
        var asked = await stub.AskedAsync(stop);
        var outcome = await ShootAsync(receiver, sender, isRefused, plan.Full);
        var more = await stub.AskedAsync(stop) - asked;
        await stub.ClearAsync(stop);
        return (outcome, more);
    }

    private Task<Outcome> ShootAsync(Server receiver, string sender, bool isRefused, TimeSpan time)
    {
        var shots = Shots.Make(sender, Kilobyte, plan.Sizes[0].Shots * (isRefused ? 2 : 1), isRefused);
        return Measure.OfAsync(receiver, connect => Closed.RunAsync(connect, shots, Plan.Clients, time, isRefused ? 401 : 202));
    }

    private static void Add(MarkdownTable table, string sender, string what, (Outcome Outcome, long Asked) measured)
    {
        var (outcome, asked) = measured;
        table.Add(sender, what, outcome.PerSecond, outcome.Percentile(0.5), outcome.Percentile(0.99), outcome.ProcessorEach, outcome.KilobytesEach ?? 0, (double)asked / Math.Max(1, outcome.Count));
    }
}
