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

    // How many come at once where events may share a transaction.
    private const int Crowd = 64;

    // Each round of a crowd adds its events to the ledger: a few rounds, so that a small one stays small.
    private const int CrowdRounds = 9;

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
            await MeasureAsync(0, rounds, storage, app, ledger, cancellationToken, withCrowd: warmUp == 0);
        }

        var newest = TimeProvider.System.GetUtcNow().AddHours(-1);
        var taken = new List<Taken>();
        foreach (var size in sizes)
        {
            var begun = Stopwatch.GetTimestamp();
            await seed.GrowAsync(size, newest, cancellationToken);
            run.Report.Progress(string.Create(CultureInfo.InvariantCulture, $"{storage.Name}: {size:N0} rows after {Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} s of seeding"));
            taken.AddRange(await MeasureAsync(size + (app.Accepted * seed.RowsOfEvent), rounds, storage, app, ledger, cancellationToken));
        }

        return taken;
    }

    private static async Task<List<Taken>> MeasureAsync(long size, int rounds, Emulator storage, GrownApp app, TableClient ledger, CancellationToken cancellationToken, bool withCrowd = true)
    {
        var dead = new Queue<string>();
        for (var one = 0; one <= rounds; one++)
        {
            dead.Enqueue(await app.DeadAsync(cancellationToken));
        }

        Operation[] operations =
        [
            new("accept", () => app.AcceptAsync(cancellationToken), () => Bare.WriteAsync(ledger, cancellationToken)),
            new("process", () => app.ProcessAsync(cancellationToken), () => Bare.WriteAsync(ledger, cancellationToken)) { Before = () => app.AcceptAsync(cancellationToken) },
            new("sweep, nothing due", () => app.SweepAsync(cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            new("overview", () => app.GetAsync("operator/overview", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            new("overview, as a page", () => app.GetAsync("operator/page/overview", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            new("log, 50 lines", () => app.GetAsync($"operator/log?limit=50&source={GrownApp.Source}", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            new("log, as a page", () => app.GetAsync("operator/page/log", cancellationToken), () => Bare.QueryAsync(ledger, cancellationToken)),
            // It asks for the list of partitions first, which is a query.
            new("redrive of one", () => app.RedriveAsync(dead.Dequeue(), cancellationToken), () => Bare.BothAsync(ledger, cancellationToken)),
            new($"accept, {Crowd} at once", () => app.AcceptAsync(Crowd, cancellationToken), () => Bare.WriteAsync(ledger, cancellationToken)) { IsCrowd = true },
            new($"process, {Crowd} that wait", () => app.ProcessAsync(cancellationToken), () => Bare.WriteAsync(ledger, cancellationToken)) { IsCrowd = true, Before = () => app.AcceptAsync(Crowd, cancellationToken) },
        ];
        var all = new List<Taken>();
        foreach (var operation in operations.Where(one => withCrowd || !one.IsCrowd))
        {
            await operation.Before();
            await operation.Do();
            // What was accepted or redriven is worked off, so that the next operation meets the same little that is due.
            await app.ProcessAsync(cancellationToken);
            var measured = new List<(double Ms, double Bare, long Answers, long Bytes)>();
            for (var round = operation.Name.StartsWith("redrive", StringComparison.Ordinal) ? 1 : 0; round < (operation.IsCrowd ? Math.Min(rounds / 2, CrowdRounds) : rounds); round++)
            {
                await operation.Before();
                var alone = await TimeAsync(operation.Bare);
                var before = storage.Tables.Seen;
                var took = await TimeAsync(operation.Do);
                var after = storage.Tables.Seen;
                measured.Add((took, alone, after.Answers - before.Answers, after.Bytes - before.Bytes));
                if (operation.IsCrowd)
                {
                    // Nothing of one round may wait for the next.
                    await app.ProcessAsync(cancellationToken);
                }
            }

            await app.ProcessAsync(cancellationToken);
            all.Add(new(storage.Name, operation, size, Median(measured.Select(one => one.Ms)), Median(measured.Select(one => one.Bare)), Median(measured.Select(one => one.Ms / one.Bare)), measured.Min(one => one.Answers), measured.Min(one => one.Bytes)));
        }

        return all;
    }

    private static bool Judge(List<Taken> taken, ProofRun run)
    {
        var table = new MarkdownTable("Storage", "Operation", "Ledger, rows", "Answers of storage", "KB from storage", "Median, ms", "A bare call, ms", "Times, median of pairs");
        var summary = new MarkdownTable("Storage", "Operation", "Rows", "Answers of storage", "KB from storage", "Times a bare call, few rows", "Times a bare call, many rows");
        var holds = true;
        foreach (var group in taken.GroupBy(one => (one.Storage, one.Operation.Name)))
        {
            var first = group.First();
            foreach (var one in group)
            {
                table.Add(one.Storage, one.Operation.Name, one.Rows, one.Answers, one.Bytes / 1024.0, one.Ms, one.Bare, one.Times);
                // How many share a transaction is a matter of moments; one more of them is not the ledger's size.
                holds &= one.Answers <= first.Answers * MostTimes + (one.Operation.IsCrowd ? 1 : 0) && one.Bytes <= first.Bytes * MostTimes;
                holds &= run.IsShort || one.Times <= first.Times * MostTimes;
            }

            var last = group.Last();
            summary.Add(last.Storage, last.Operation.Name, $"{first.Rows:N0} to {last.Rows:N0}", $"{first.Answers} to {last.Answers}", string.Create(CultureInfo.InvariantCulture, $"{first.Bytes / 1024.0:0.0} to {last.Bytes / 1024.0:0.0}"), first.Times, last.Times);
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

    /// <param name="Name">As the tables name it.</param>
    /// <param name="Do">What is measured.</param>
    /// <param name="Bare">What it is a multiple of.</param>
    private sealed record Operation(string Name, Func<Task> Do, Func<Task> Bare)
    {
        /// <summary>What has to be there first, and is not measured.</summary>
        public Func<Task> Before { get; init; } = () => Task.CompletedTask;

        /// <summary>Whether many come at once.</summary>
        public bool IsCrowd { get; init; }
    }

    private sealed record Taken(string Storage, Operation Operation, long Rows, double Ms, double Bare, double Times, long Answers, long Bytes);
}
