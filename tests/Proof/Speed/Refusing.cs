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
        foreach (var sender in plan.Senders)
        {
            var accepted = await LoadAsync(receiver, sender, isRefused: false, stop);
            Add(table, sender, "accepted", accepted);
            var refused = await LoadAsync(receiver, sender, isRefused: true, stop);
            Add(table, sender, "refused", refused);
            targets.Always($"{sender}: answers that were no acceptance, or no refusal", 0, accepted.Outcome.Others + refused.Outcome.Others, accepted.Outcome.Others + refused.Outcome.Others == 0);
            targets.Always($"{sender}: storage requests while {refused.Outcome.Count} were refused", "≤ 5", refused.Asked, refused.Asked <= 5);
            targets.AtMost($"{sender}: processor time of a refusal, of an acceptance's", 0.1, refused.Outcome.ProcessorEach / accepted.Outcome.ProcessorEach);
        }

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
