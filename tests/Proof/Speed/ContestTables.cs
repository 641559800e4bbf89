using Proof.Load;
using Proof.Reporting;

namespace Proof.Speed;

/// <summary>A contest as tables.</summary>
internal static class ContestTables
{
    public static void Show(Contest contest, Plan plan, Report report)
    {
        var receiver = Servers.Receiver;
        report.Detail($"**On {contest.Storage.Name}, one client** (milliseconds; ratio of the median to the floor's)", Latencies(contest, plan, contest.Alone, withRate: false));
        var full = new MarkdownTable("body", "", "accepted/s", "of the floor", "p50", "p99", "CPU ms each", "CPU, receiver : this", "allocated KB each");
        foreach (var (size, contender) in Rows(contest, plan))
        {
            var outcome = contest.Full(contender.Name, size);
            full.Add(size, contender.Name, outcome.PerSecond, outcome.PerSecond / contest.Full(Floor.Title, size).PerSecond,
                outcome.Percentile(0.5), outcome.Percentile(0.99), outcome.ProcessorEach,
                contest.Full(receiver, size).ProcessorEach / outcome.ProcessorEach, outcome.KilobytesEach is { } kilobytes ? kilobytes : "");
        }

        report.Detail($"**On {contest.Storage.Name}, {Plan.Clients} clients that never pause** (latency in milliseconds; processor and allocation of the contender's own process)", full);
        report.Detail($"**On {contest.Storage.Name}, at a fixed rate of arrival** (half of what the slowest can do; milliseconds from when each delivery was due)", Latencies(contest, plan, contest.Steady, withRate: true));
        report.Say($"**On {contest.Storage.Name}, {plan.Sizes[0]}** (one client: median; {Plan.Clients} clients that never pause: the rest)");
        report.Show(Summary(contest, plan.Sizes[0]));
        report.Say($"**On {contest.Storage.Name}, {plan.Sizes[0]}, {Plan.Crowd} clients that never pause** (the floor: as many loops, each with one event in a transaction and one in a message)");
        report.Show(Crowd(contest));
    }

    // Where all processors are busy the clients and storage take from what is measured: whose time it was is part of the result.
    private static MarkdownTable Crowd(Contest contest)
    {
        var table = new MarkdownTable("", "accepted/s", "of the floor", "p50 ms", "p99 ms", "CPU ms each", "of storage", "of the clients", "of all processors busy with it");
        var floor = contest.Crowd(Floor.Title);
        foreach (var contender in contest.Contenders)
        {
            var crowd = contest.Crowd(contender.Name);
            var isOurs = contender is Floor;
            var used = crowd.Processor + crowd.Storage + (isOurs ? TimeSpan.Zero : crowd.Clients);
            table.Add(contender.Name, crowd.PerSecond, crowd.PerSecond / floor.PerSecond, crowd.Percentile(0.5), crowd.Percentile(0.99), crowd.ProcessorEach, crowd.StorageEach, isOurs ? "itself" : crowd.ClientsEach,
                $"{100 * used / (crowd.Elapsed * Environment.ProcessorCount):0} %");
        }

        return table;
    }

    private static MarkdownTable Summary(Contest contest, BodySize size)
    {
        var table = new MarkdownTable("", "p50 ms", "of the floor", "accepted/s", "of the floor", "p99 ms", "CPU ms each");
        var (floorAlone, floorFull) = (contest.Alone(Floor.Title, size), contest.Full(Floor.Title, size));
        foreach (var contender in contest.Contenders)
        {
            var (alone, full) = (contest.Alone(contender.Name, size), contest.Full(contender.Name, size));
            table.Add(contender.Name, alone.Percentile(0.5), alone.Percentile(0.5) / floorAlone.Percentile(0.5), full.PerSecond, full.PerSecond / floorFull.PerSecond, full.Percentile(0.99), full.ProcessorEach);
        }

        return table;
    }

    private static MarkdownTable Latencies(Contest contest, Plan plan, Func<string, BodySize, Outcome> of, bool withRate)
    {
        var table = new MarkdownTable("body", "", "p50", "p90", "p99", "p99.9", "p50 : floor", withRate ? "arrivals/s" : "deliveries");
        foreach (var (size, contender) in Rows(contest, plan))
        {
            var outcome = of(contender.Name, size);
            table.Add(size, contender.Name, outcome.Percentile(0.5), outcome.Percentile(0.9), outcome.Percentile(0.99), outcome.Percentile(0.999),
                outcome.Percentile(0.5) / of(Floor.Title, size).Percentile(0.5), withRate ? contest.Rates[size] : outcome.Count);
        }

        return table;
    }

    private static IEnumerable<(BodySize Size, IContender Contender)> Rows(Contest contest, Plan plan) =>
        plan.Sizes.SelectMany(size => contest.Contenders.Select(contender => (size, contender)));
}
