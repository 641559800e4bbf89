using Proof.Processes;
using Proof.Reporting;
using Proof.Speed;

namespace Proof.Backlog;

/// <summary>What the builds have shown, as tables, and what was promised of it.</summary>
internal sealed class ProcessTables
{
    private readonly MarkdownTable backlog = new("storage", "build", "processed/s", "lowest and highest round", "CPU ms each", "of storage");
    private readonly MarkdownTable stream = new("storage", "build", "accepting alone: accepted/s", "with processing: accepted/s", "processed/s meanwhile", "both, to the end: events/s", "of accepting alone");
    private readonly MarkdownTable trickle = new("storage", "build", "events", "lag p50 ms", "p90 ms", "p99 ms");

    public void Add(string storage, IReadOnlyDictionary<Build, Results> results)
    {
        foreach (var (build, found) in results)
        {
            var rates = found.Backlogs.Select(one => one.PerSecond).Order().ToList();
            backlog.Add(storage, build.Name, Results.Median(rates), $"{rates[0]:#,0} to {rates[^1]:#,0}", Results.Median(found.Backlogs.Select(one => one.ProcessorEach)), Results.Median(found.Backlogs.Select(one => one.StorageEach)));
            stream.Add(storage, build.Name, Alone(found), Results.Median(found.Both.Select(one => one.Accepted)), Results.Median(found.Both.Select(one => one.ProcessedMeanwhile)), EndToEnd(found), EndToEnd(found) / Alone(found));
            trickle.Add(storage, build.Name, found.Lags.Count, found.Lags.Percentile(0.5), found.Lags.Percentile(0.9), found.Lags.Percentile(0.99));
        }
    }

    public static void Judge(string storage, IReadOnlyDictionary<Build, Results> results, Targets targets)
    {
        foreach (var (build, found) in results)
        {
            targets.Always($"{storage}, {build.Name}: answers that were no acceptance", 0, found.Others, found.Others == 0);
            targets.Always($"{storage}, {build.Name}: accepted events that were not processed", 0, found.Left, found.Left == 0);
        }

        var now = results[Build.This];
        if (storage == "stub")
        {
            return;
        }

        targets.AtLeast($"{storage}: events accepted and processed a second at once, of those accepted alone", 0.6, EndToEnd(now) / Alone(now));
        if (results.FirstOrDefault(one => one.Key != Build.This) is { Key: not null, Value: var before })
        {
            targets.AtLeast($"{storage}: a backlog's events processed a second, of the earlier build's", 3, Results.Median(now.Backlogs.Select(one => one.PerSecond)) / Results.Median(before.Backlogs.Select(one => one.PerSecond)));
            targets.AtMost($"{storage}: median lag at {BacklogPlan.Rate} events a second, of the earlier build's", 1.1, now.Lags.Percentile(0.5) / before.Lags.Percentile(0.5));
        }
    }

    public void Show(Report report, BacklogPlan plan)
    {
        report.Say($"**A backlog of {plan.Backlog:#,0} events of 1 KB, worked off by one process** (median of the rounds)");
        report.Show(backlog);
        report.Say($"**{Plan.Crowd} clients that never pause for {plan.Stream.TotalSeconds:0.#} s** (median of the rounds; *to the end*: from the first acceptance to the last end of processing)");
        report.Show(stream);
        report.Say($"**From acceptance to the end of processing, at {BacklogPlan.Rate} events a second** (random gaps; the host asks the queue every 100 ms)");
        report.Show(trickle);
    }

    private static double Alone(Results found) => Results.Median(found.Accepting.Select(one => one.Accepted));

    private static double EndToEnd(Results found) => Results.Median(found.Both.Select(one => one.EndToEnd));
}
