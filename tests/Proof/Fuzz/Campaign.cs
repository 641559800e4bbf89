using System.Diagnostics;

namespace Proof.Fuzz;

/// <summary>Many cases on all processors, each under watch: verdict, memory, time.</summary>
internal sealed class Campaign(IReadOnlyList<Specimen> corpus, int seed)
{
    private const int ParserShare = 5;
    private const int DoorShare = 16;

    // Far from what a case takes, near enough to be certain; a machine under load may hold a thread up for seconds.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    // What a verification may allocate, whatever came in: its headers are taken apart, its body is not copied. Most cases take a tenth;
    // the rest is room for buffers that are rented the first time.
    private const long MostAllocated = 256 * 1024;
    private const int MostPerHeaderByte = 64;

    private const int MostShown = 8 * 1024;

    private readonly IReadOnlyList<Specimen> corpus = corpus;
    private readonly int seed = seed;
    private readonly List<string> faults = [];
    private readonly Lock gate = new();

    public IReadOnlyList<string> Faults => faults;

    public FuzzCounts Counts { get; } = new();

    public async Task RunAsync(long cases, CancellationToken cancellationToken)
    {
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(number => new Worker(this, number)).ToArray();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = workers.Select(worker => Task.Factory.StartNew(
            () => worker.Run(cases, workers.Length, over.Token), over.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var all = Task.WhenAll(running);
        while (await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1), cancellationToken)) != all)
        {
            if (workers.FirstOrDefault(worker => worker.Since is { } since && Stopwatch.GetElapsedTime(since) > Hang) is { } stuck)
            {
                Note(stuck.Current, $"HANG: not over after {Hang.TotalSeconds} s");
                return;
            }
        }

        await all;
        foreach (var worker in workers)
        {
            Counts.Add(worker.Counts);
        }
    }

    private void Note(long number, string fault)
    {
        lock (gate)
        {
            if (faults.Count < 20)
            {
                faults.Add($"case {number} of seed {seed}: {fault}");
            }
        }
    }

    private sealed class Worker(Campaign campaign, int first)
    {
        private readonly Dice dice = new();
        private readonly CaseMaker maker = new(campaign.corpus);
        private readonly ParserCases parsers = new(campaign.corpus);
        private long since;

        public FuzzCounts Counts { get; } = new();

        public long Current { get; private set; }

        /// <summary>When the case was begun; null between cases.</summary>
        public long? Since => Volatile.Read(ref since) is var begun and not 0 ? begun : null;

        public void Run(long cases, int step, CancellationToken cancellationToken)
        {
            using var door = new FrontDoor(campaign.corpus.Where(specimen => specimen.Published is null).Select(specimen => specimen.Source).DistinctBy(source => source.Name), campaign.corpus[0].Now);
            for (var number = (long)first; number < cases && campaign.faults.Count == 0 && !cancellationToken.IsCancellationRequested; number += step)
            {
                Current = number;
                Volatile.Write(ref since, Stopwatch.GetTimestamp());
                dice.Take(campaign.seed, number);
                try
                {
                    if ((number % ParserShare == 0 ? Parse() : Verify(number, door)) is { } fault)
                    {
                        campaign.Note(number, fault);
                    }
                }
#pragma warning disable CA1031 // Whatever it is, it is what is looked for.
                catch (Exception thrown)
#pragma warning restore CA1031
                {
                    campaign.Note(number, $"THROWN: {thrown}");
                }

                Volatile.Write(ref since, 0);
            }
        }

        private string? Parse()
        {
            Counts.Parsed++;
            return parsers.Fault(dice);
        }

        private string? Verify(long number, FrontDoor door)
        {
            var tried = maker.Make(dice);
            var (delivery, source) = (tried.Deliver(), tried.Of.Source);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var verdict = source.Scheme.Verify(delivery, source.Secrets, source.ReplayWindow, tried.Of.Now);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Counts.Take(tried, verdict, allocated);
            var fault = Oracle.Fault(tried, verdict);
            // A signature by public key needs its content in one piece, which is rented.
            var rented = tried.Of.Key.IsPublic ? 2 * (long)tried.Sent.Body.Length : 0;
            if (fault is null && allocated > MostAllocated + rented + (MostPerHeaderByte * (long)tried.Sent.Headers.Sum(header => header.Value.Length)))
            {
                fault = $"{allocated:N0} bytes allocated for a body of {tried.Sent.Body.Length:N0}";
            }

            if (fault is null && number % DoorShare == 1 && tried.Of.Published is null)
            {
                Counts.Posted++;
                fault = door.FaultAsync(tried, verdict).GetAwaiter().GetResult();
            }

            return fault is null ? null : $"{source.Name}, {tried.Kind}: {fault}\n  {string.Join("\n  ", tried.Sent.Headers)}\n  ?{tried.Sent.Query}\n  {Convert.ToBase64String(tried.Sent.Body.AsSpan(0, Math.Min(tried.Sent.Body.Length, MostShown)))}";
        }
    }
}
