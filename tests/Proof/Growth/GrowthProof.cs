using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Proof.Reporting;
using Webhooks.Storage;

namespace Proof.Growth;

/// <summary>
/// What operations cost on a ledger of a few rows and on one of many. Judged is what is asked of storage and read from it, and the time as a
/// multiple of bare calls of the same table in between: Azurite looks through the whole table for each query, and a million rows weigh on the stub.
/// </summary>
internal sealed class GrowthProof : IProof
{
    private const double MostTimes = 1.2;

    public string Verb => "growth";

    public string Claim => "What an operation costs depends on what is due, not on how much the ledger holds.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var taken = new List<Taken>();
        using (var stub = await Emulator.StubAsync(cancellationToken))
        {
            taken.AddRange(await GrowAsync(stub, run.IsShort ? [1_000, 20_000] : [1_000, 100_000, run.Count ?? 1_000_000], run.IsShort ? 5 : 201, run, cancellationToken));
        }

        using (var azurite = await Emulator.AzuriteAsync(cancellationToken))
        {
            taken.AddRange(await GrowAsync(azurite, run.IsShort ? [1_000, 20_000] : [1_000, 100_000], run.IsShort ? 5 : 15, run, cancellationToken));
        }

        return Judge(taken, run);
    }

    private static async Task<List<Taken>> GrowAsync(Emulator storage, long[] sizes, int rounds, ProofRun run, CancellationToken cancellationToken)
    {
        await using var app = await GrownApp.StartAsync(storage, cancellationToken);
        var ledger = new TableClient(storage.Direct, StorageNames.LedgerTable);
        var seed = new Seed(ledger, app);
        await seed.BeginAsync(cancellationToken);

        // The counts of this very run are rows of the overview: what the first ledger is measured with must be as many as the last.
        await app.CountAsync(cancellationToken);
        // What the compiler has not come to yet would make the smallest ledger look slow.
        for (var warmUp = 0; warmUp < (run.IsShort ? 1 : 4); warmUp++)
        {
            await MeasureAsync(0, rounds, storage, app, ledger, cancellationToken);
        }

        var newest = TimeProvider.System.GetUtcNow().AddHours(-1);
        var taken = new List<Taken>();
        foreach (var size in sizes)
        {
            var begun = Stopwatch.GetTimestamp();
            await seed.GrowAsync(size, newest, cancellationToken);
            run.Report.Progress(string.Create(CultureInfo.InvariantCulture, $"{storage.Name}: {size:N0} rows after {Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} s of seeding"));
            taken.AddRange(await MeasureAsync(size, rounds, storage, app, ledger, cancellationToken));
        }

        return taken;
    }

    private static async Task<List<Taken>> MeasureAsync(long size, int rounds, Emulator storage, GrownApp app, TableClient ledger, CancellationToken cancellationToken)
    {
        var dead = new Queue<string>();
        for (var one = 0; one <= rounds; one++)
        {
            dead.Enqueue(await app.DeadAsync(cancellationToken));
        }

        (string Name, Func<Task> Do, Func<Task> Bare)[] operations =
        [
            ("accept", () => app.AcceptAsync(cancellationToken), () => Bare.WriteAsync(ledger, cancellationToken)),
            ("sweep, nothing due", () => app.SweepAsync(cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            ("overview", () => app.GetAsync("operator/overview", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            ("overview, as a page", () => app.GetAsync("operator/page/overview", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            ("log, 50 lines", () => app.GetAsync($"operator/log?limit=50&source={GrownApp.Source}", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            ("log, as a page", () => app.GetAsync("operator/page/log", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            // It asks for the list of partitions first, which is a query.
            ("redrive of one", () => app.RedriveAsync(dead.Dequeue(), cancellationToken), () => Bare.BothAsync(ledger, cancellationToken)),
        ];
        var all = new List<Taken>();
        foreach (var (name, act, bare) in operations)
        {
            await act();
            // What was accepted or redriven is worked off, so that the next operation meets the same little that is due.
            await app.ProcessAsync(cancellationToken);
            var measured = new List<(double Ms, double Bare, long Answers, long Bytes)>();
            for (var round = name.StartsWith("redrive", StringComparison.Ordinal) ? 1 : 0; round < rounds; round++)
            {
                var alone = await TimeAsync(bare);
                var before = storage.Tables.Seen;
                var took = await TimeAsync(act);
                var after = storage.Tables.Seen;
                measured.Add((took, alone, after.Answers - before.Answers, after.Bytes - before.Bytes));
            }

            await app.ProcessAsync(cancellationToken);
            all.Add(new(storage.Name, name, size, Median(measured.Select(one => one.Ms)), Median(measured.Select(one => one.Bare)), Median(measured.Select(one => one.Ms / one.Bare)), measured.Min(one => one.Answers), measured.Min(one => one.Bytes)));
        }

        return all;
    }

    private static bool Judge(List<Taken> taken, ProofRun run)
    {
        var table = new MarkdownTable("Storage", "Operation", "Ledger, rows", "Answers of storage", "KB from storage", "Median, ms", "A bare call, ms", "Times, median of pairs");
        var summary = new MarkdownTable("Storage", "Operation", "Rows", "Answers of storage", "KB from storage", "Times a bare call, few rows", "Times a bare call, many rows");
        var holds = true;
        foreach (var group in taken.GroupBy(one => (one.Storage, one.Operation)))
        {
            var first = group.First();
            foreach (var one in group)
            {
                table.Add(one.Storage, one.Operation, one.Rows, one.Answers, one.Bytes / 1024.0, one.Ms, one.Bare, one.Times);
                holds &= one.Answers <= first.Answers * MostTimes && one.Bytes <= first.Bytes * MostTimes;
                holds &= run.IsShort || one.Times <= first.Times * MostTimes;
            }

            var last = group.Last();
            summary.Add(last.Storage, last.Operation, $"{first.Rows:N0} to {last.Rows:N0}", $"{first.Answers} to {last.Answers}", string.Create(CultureInfo.InvariantCulture, $"{first.Bytes / 1024.0:0.0} to {last.Bytes / 1024.0:0.0}"), first.Times, last.Times);
        }

        run.Report.Detail("All sizes", table);
        run.Report.Show(summary);
        return holds;
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var begun = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private sealed record Taken(string Storage, string Operation, long Rows, double Ms, double Bare, double Times, long Answers, long Bytes);
}
