using Proof.Load;
using Proof.Processes;
using Proof.Reporting;

namespace Proof.Speed;

/// <summary>What each sender's deliveries cost to accept, and what it costs to refuse one whose signature is wrong.</summary>
/// <param name="storage">Below it.</param>
/// <param name="plan">How much is sent.</param>
/// <param name="bare">Processor time of an empty endpoint for each delivery, in milliseconds, on the same storage's run.</param>
internal sealed class Refusing(Storage storage, Plan plan, double bare)
{
    private const int Kilobyte = 1024;

    public async Task RunAsync(Report report, Targets targets, CancellationToken cancellationToken)
    {
        using var receiver = await Servers.ReceiverAsync(storage, processing: false, cancellationToken);
        var table = new MarkdownTable("sender", "", "answers/s", "p50 ms", "p99 ms", "CPU µs each", "of the acceptance's", "allocated KB each", "storage requests each");
        // The first of either kind compiles what all of them run.
        await LoadAsync(receiver, plan.Senders[0], isRefused: false, cancellationToken);
        await LoadAsync(receiver, plan.Senders[0], isRefused: true, cancellationToken);
        var (others, count, asked, ratios, own) = (0, 0, 0L, new List<double>(), new List<double>());
        foreach (var sender in plan.Senders)
        {
            var accepted = await LoadAsync(receiver, sender, isRefused: false, cancellationToken);
            var refused = await LoadAsync(receiver, sender, isRefused: true, cancellationToken);
            ratios.Add(refused.Outcome.ProcessorEach / accepted.Outcome.ProcessorEach);
            own.Add((refused.Outcome.ProcessorEach - bare) / (accepted.Outcome.ProcessorEach - bare));
            Add(table, sender, "accepted", accepted, 1);
            Add(table, sender, "refused", refused, ratios[^1]);
            (others, count, asked) = (others + accepted.Outcome.Others + refused.Outcome.Others, count + refused.Outcome.Count, asked + refused.Asked);
        }

        targets.Always($"{storage.Name}, each sender: answers that were neither the acceptance nor the refusal due", 0, others, others == 0);
        if (storage.Counts)
        {
            // Counts are written each ten seconds, and a few refused deliveries a minute are kept; neither makes a sender wait.
            targets.Always($"storage requests while {count} deliveries were refused", $"≤ {5 * plan.Senders.Count}", asked, asked <= 5 * plan.Senders.Count);
            targets.AtMost($"{storage.Name}: processor time of a refusal, of an acceptance's, less the empty endpoint's {bare * 1000:0} µs of either; the most of a sender", 0.1, own.Max());
        }
        else
        {
            targets.AtMost($"{storage.Name}: processor time of a refusal, of an acceptance's; the most of a sender", 0.1, ratios.Max());
        }

        report.Detail($"**Accepted and refused, by sender** (1 KB, {Plan.Clients} clients that never pause, on {storage.Name})", table);
    }

    private async Task<(Outcome Outcome, long Asked)> LoadAsync(Server receiver, string sender, bool isRefused, CancellationToken cancellationToken)
    {
        await ShootAsync(receiver, sender, isRefused, plan.WarmUp / 2);
        var asked = await AskedAsync(cancellationToken);
        var outcome = await ShootAsync(receiver, sender, isRefused, plan.Full);
        var more = await AskedAsync(cancellationToken) - asked;
        await storage.ClearAsync(cancellationToken);
        return (outcome, more);
    }

    private Task<Outcome> ShootAsync(Server receiver, string sender, bool isRefused, TimeSpan time)
    {
        var shots = Shots.Make(sender, Kilobyte, plan.Sizes[0].Shots * (isRefused ? 2 : 1), isRefused);
        return Measure.OfAsync(storage, receiver, () => Closed.RunAsync(receiver.Connect, shots, Plan.Clients, time, isRefused ? 401 : 202));
    }

    private async Task<long> AskedAsync(CancellationToken cancellationToken) => storage.Counts ? await storage.AskedAsync(cancellationToken) : 0;

    private void Add(MarkdownTable table, string sender, string what, (Outcome Outcome, long Asked) measured, double ratio)
    {
        var (outcome, asked) = measured;
        table.Add(sender, what, outcome.PerSecond, outcome.Percentile(0.5), outcome.Percentile(0.99), outcome.ProcessorEach * 1000, ratio, outcome.KilobytesEach ?? 0, storage.Counts ? (double)asked / Math.Max(1, outcome.Count) : "");
    }
}
