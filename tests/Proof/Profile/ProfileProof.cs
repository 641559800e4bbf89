using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;
using Proof.Load;
using Proof.Processes;
using Proof.Reporting;
using Proof.Speed;

namespace Proof.Profile;

/// <summary>Where the receiver's processor time goes while it accepts as fast as it can.</summary>
/// <remarks>
/// On the stub, as Azurite would leave the receiver waiting. The runtime itself samples the stacks of its threads, a thousand times a second,
/// and is listened to by its diagnostics port. A stack is taken where the thread can be stopped, which is a little after where it was, and
/// native threads, such as the collector's, are not sampled. Nothing is judged but that stacks came.
/// </remarks>
internal sealed class ProfileProof : IProof
{
    private const int Top = 15;

    public string Verb => "profile";

    public string Claim => "Where the processor time of an acceptance goes.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromSeconds(run.IsShort ? 1 : 8);
        using var storage = await Storage.StubAsync(cancellationToken);
        using var receiver = await Servers.ReceiverAsync(storage, processing: false, cancellationToken);
        await LoadAsync(storage, receiver, time);
        var traced = Path.Combine(Path.GetTempPath(), $"proof-{Guid.NewGuid():N}.nettrace");
        try
        {
            var bare = await LoadAsync(storage, receiver, time);
            var outcome = await TraceAsync(receiver.Process.Id, traced, () => LoadAsync(storage, receiver, time), cancellationToken);
            using var log = TraceLog.OpenOrConvert(TraceLog.CreateFromEventPipeDataFile(traced));
            var stacks = Samples.Read(log);
            Show(run.Report, stacks, bare, outcome);
            Show(run.Report, Allocations.Read(log), outcome);
            return stacks.Count > 0 && outcome.Others == 0;
        }
        finally
        {
            File.Delete(traced);
            File.Delete(Path.ChangeExtension(traced, ".etlx"));
        }
    }

    private static Task<Outcome> LoadAsync(Storage storage, Server receiver, TimeSpan time)
    {
        var shots = Shots.Make(Plan.Sender, 1024, (int)(time.TotalSeconds * 10_000));
        return Measure.OfAsync(storage, receiver, () => Closed.RunAsync(() => new Persistent(receiver.Connect(), new()), shots, Plan.Crowd, time));
    }

    private static async Task<Outcome> TraceAsync(int process, string file, Func<Task<Outcome>> load, CancellationToken cancellationToken)
    {
        var client = new DiagnosticsClient(process);
        using var session = await client.StartEventPipeSessionAsync([SampleEvents.Sampler, SampleEvents.Runtime], requestRundown: true, circularBufferMB: 512, cancellationToken);
        await using var written = File.Create(file);
        var copying = session.EventStream.CopyToAsync(written, cancellationToken);
        var outcome = await load();
        // It ends by itself when the names of all methods are told.
        await session.StopAsync(cancellationToken);
        await copying;
        return outcome;
    }

    private static void Show(Report report, IReadOnlyList<Sample> samples, Outcome bare, Outcome outcome)
    {
        var stacks = samples.Where(sample => !sample.IsWaiting).ToList();
        report.Say($"{Plan.Crowd} clients that never pause, 1 KB, on the stub: {bare.PerSecond:#,0} accepted/s with {1000 * bare.ProcessorEach:0} µs of processor time each; while sampled {outcome.PerSecond:#,0}. "
            + $"{stacks.Count:#,0} samples of threads that did not wait.");
        report.Say("**By area** (what the base library does counts for its caller)");
        report.Show(Table("area", stacks, bare, sample => [sample.Area], int.MaxValue));
        report.Say($"**By method, without what it calls in other libraries** (the {Top} with the most)");
        report.Show(Table("method", stacks, bare, sample => [sample.Own], Top));
        report.Say($"**By method, with all that it calls** (the {Top} of ours and of the clients of storage with the most; until it awaits something that is not done)");
        report.Show(Table("method", stacks, bare, sample => sample.Callers, Top));
    }

    private static void Show(Report report, IReadOnlyDictionary<string, long> allocations, Outcome outcome)
    {
        var table = new MarkdownTable("method", "bytes each");
        foreach (var (name, bytes) in allocations.OrderByDescending(one => one.Value).Take(Top))
        {
            table.Add(name, (double)bytes / outcome.Count);
        }

        report.Say($"**Allocated, by the innermost method of ours** (the {Top} with the most; what no method of ours asks for, by area)");
        report.Show(table);
    }

    private static MarkdownTable Table(string what, List<Sample> stacks, Outcome bare, Func<Sample, IEnumerable<string>> of, int most)
    {
        var table = new MarkdownTable(what, "% of the samples", "µs each");
        foreach (var (name, count) in stacks.SelectMany(of).CountBy(name => name).OrderByDescending(one => one.Value).Take(most))
        {
            var share = (double)count / stacks.Count;
            table.Add(name, 100 * share, 1000 * share * bare.ProcessorEach);
        }

        return table;
    }
}
