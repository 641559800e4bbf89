using System.Diagnostics;
using Azure.Data.Tables;

namespace Proof.Ordeal;

/// <summary>One ordeal on storage of its own: traffic while things break, then peace until nothing is left to do, then the judgement.</summary>
internal sealed class Round(int seed, TimeSpan length, Hardship hardship)
{
    private const int Lanes = 6;

    // Half an hour of the hurried clock in which nothing came to its end: more than the sweep pauses after the calls that a round can lose.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public SentEvent[] Sent { get; private set; } = [];

    public int Deaths { get; private set; }

    public IReadOnlyList<DiaryLine> Diary { get; private set; } = [];

    public TimeSpan Slowest { get; private set; }

    public int Notifications { get; private set; }

    /// <summary>Dead letters that the operator has put back to work.</summary>
    public int Redriven { get; private set; }

    public async Task<Verdict> RunAsync(CancellationToken cancellationToken)
    {
        var diaries = Directory.CreateTempSubdirectory("proof-diaries-");
        await using var storage = await StorageProcess.StartAsync(cancellationToken);
        await new TableClient(storage.ConnectionString, EffectHandler.Table).CreateIfNotExistsAsync(cancellationToken);
        await using var listener = await Listener.StartAsync();
        await using var way = await hardship.OpenAsync(storage);
        var clock = new HurriedClock(TimeProvider.System.GetUtcNow(), TimeProvider.System);
        var settings = Habit.Settings(listener.Url);
        var random = new Random(seed);
        var fuses = Enumerable.Range(0, 10_000).Select(_ => hardship.Draw(random)).ToArray();
        await using var fleet = new Fleet(
            hardship.Copies,
            (copy, number) => new ReceiverOrder(
                way.ConnectionString, clock.Began, Path.Combine(diaries.FullName, $"{number}"), fuses[number].Step, fuses[number].Times, WrongClock.Of(copy), settings),
            number => fuses[number].Lifetime);
        using var senders = new Senders(fleet, clock, seed);
        using var people = new Operator(fleet);
        fleet.Start();

        using (var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            using var allSent = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            enough.CancelAfter(length);
            var redriving = people.RunAsync(allSent.Token);
            await Task.WhenAll(
            [
                .. Enumerable.Range(0, Lanes).Select(lane => senders.RunAsync(lane, enough.Token, cancellationToken)),
                senders.RunVolleysAsync(enough.Token, cancellationToken),
                hardship.AfflictAsync(storage, way, new Random(~seed), enough.Token),
            ]);
            await allSent.CancelAsync();
            await redriving;
        }

        Deaths = fleet.Deaths;
        way.Heal();
        await fleet.PeaceAsync(cancellationToken);
        var ledger = await QuietAsync(storage.ConnectionString, cancellationToken);
        Slowest = senders.Slowest;
        Notifications = listener.Taken;
        Redriven = people.Redriven;
        await fleet.StopAsync();
        (Sent, Diary) = ([.. senders.Sent], [.. diaries.GetFiles().SelectMany(file => Ordeal.Diary.Read(file.FullName))]);
        diaries.Delete(recursive: true);
        var verdict = Oracle.Judge(Sent, ledger, Diary);
        verdict.Wrong.AddRange(people.Wrong);
        return verdict;
    }

    private static async Task<LedgerRows> QuietAsync(string connectionString, CancellationToken cancellationToken)
    {
        var patience = Stopwatch.StartNew();
        for (var before = int.MaxValue; ;)
        {
            var ledger = await LedgerRows.ReadAsync(connectionString, cancellationToken);
            var left = ledger.Pending + ledger.Suppressed.Count();
            if (left == 0 || patience.Elapsed > Patience)
            {
                return ledger;
            }

            if (left < before)
            {
                // A busy machine is slow, and not stuck.
                before = left;
                patience.Restart();
            }

            await Task.Delay(500, cancellationToken);
        }
    }
}
