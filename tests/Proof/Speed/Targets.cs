using Proof.Load;
using Proof.Reporting;

namespace Proof.Speed;

/// <summary>What was promised of speed, and whether it held. Ratios are judged in the long form alone: a busy machine breaks none of the rest.</summary>
internal sealed class Targets(bool isShort)
{
    private readonly MarkdownTable table = new("promise", "target", "measured", "");

    public bool Hold { get; private set; } = true;

    public void Judge(Contest contest, Plan plan)
    {
        foreach (var size in plan.Sizes)
        {
            var (floor, receiver, peer) = (contest.Full(Floor.Title, size), contest.Full(Servers.Receiver, size), contest.Full(Servers.Peer, size));
            var where = $"{contest.Storage.Name}, {size}";
            var others = contest.Contenders.Sum(one => contest.Alone(one.Name, size).Others + contest.Full(one.Name, size).Others + contest.Steady(one.Name, size).Others);
            Always($"{where}: answers that were no acceptance", 0, others, others == 0);
            if (size.Kilobytes > 1)
            {
                continue;
            }

            var crowd = contest.Contenders.Sum(one => contest.Crowd(one.Name).Others);
            Always($"{where}, {Plan.Crowd} clients: answers that were no acceptance", 0, crowd, crowd == 0);
            if (contest.Storage.Name == "stub")
            {
                AtLeast($"{where}: accepted per second, of the peer's", 3, receiver.PerSecond / peer.PerSecond);
                AtMost($"{where}: processor time per acceptance, of the peer's", 0.33, receiver.ProcessorEach / peer.ProcessorEach);
            }
            else
            {
                AtMost($"{where}: median at one client, of the floor's", 1.15, contest.Alone(Servers.Receiver, size).Percentile(0.5) / contest.Alone(Floor.Title, size).Percentile(0.5));
                AtLeast($"{where}: accepted per second, of the floor's", 0.9, receiver.PerSecond / floor.PerSecond);
                JudgeCrowd($"{where}, {Plan.Crowd} clients", contest.Crowd(Floor.Title), contest.Crowd(Servers.Receiver), contest.Crowd(Servers.Peer));
            }
        }
    }

    private void JudgeCrowd(string where, Outcome floor, Outcome receiver, Outcome peer)
    {
        AtLeast($"{where}: accepted per second, of the floor's", 2, receiver.PerSecond / floor.PerSecond);
        AtLeast($"{where}: accepted per second, of the peer's", 2.5, receiver.PerSecond / peer.PerSecond);
        AtMost($"{where}: p99, of the floor's", 1, receiver.Percentile(0.99) / floor.Percentile(0.99));
    }

    /// <summary>Holds on any machine under any load.</summary>
    public void Always(string what, object target, object measured, bool holds) => Add(what, target, measured, holds, counts: true);

    public void AtMost(string what, double target, double measured) => Add(what, $"≤ {target}", measured, measured <= target, counts: !isShort);

    public void AtLeast(string what, double target, double measured) => Add(what, $"≥ {target}", measured, measured >= target, counts: !isShort);

    public void Show(Report report)
    {
        report.Say("**Promises**");
        report.Show(table);
    }

    private void Add(string what, object target, object measured, bool holds, bool counts)
    {
        table.Add(what, target, measured, holds ? "holds" : counts ? "FALLS SHORT" : "(not judged in the short form)");
        Hold &= holds || !counts;
    }
}
