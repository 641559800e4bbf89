using System.Globalization;
using System.Net.Sockets;
using Proof.Backlog;
using Proof.Large;
using Proof.Load;
using Proof.Processes;
using Proof.Reporting;
using Proof.Speed;

namespace Proof.Memory;

/// <summary>Whether the receiver does its work within the memory of the smallest instance there is.</summary>
/// <remarks>
/// That is what an instance of 512 MB has with what the platform adds for itself. The receiver is LocalHost, which is
/// host and worker in one process; each load meets one that has just been started. Deliveries are 64 at once where the platform gives an
/// instance of that size 4, and processing is on meanwhile.
/// </remarks>
internal sealed class MemoryProof : IProof
{
    private const int Limit = 768;
    private const int Small = 1024;

    // Just what a row takes.
    private const int Large = 700 * 1024;

    public string Verb => "memory";

    public string Claim => "The receiver does its work within 768 MB.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        Load[] loads = run.IsShort
            ? [new(Plan.Crowd, Small, 500, false), new(16, Large, 20, false), new(Plan.Crowd, Small, 500, true)]
            : [new(1, Small, 1, false), new(Plan.Crowd, Small, 5_000, false), new(16, Large, 300, false), new(Plan.Crowd, Small, 3_000, true), new(16, Large, 300, true)];
        var table = new MarkdownTable("storage", "load", "accepted", "503 before", "processed", "peak MB", "killed for memory");
        var (holds, kind) = (true, "");
        foreach (var (name, start) in Storage.Both.Skip(run.IsShort ? 1 : 0))
        {
            foreach (var load in loads)
            {
                using var storage = await start(cancellationToken);
                using var limit = MemoryLimit.Of(Limit << 20);
                var seen = await MeasureAsync(storage, load, limit, cancellationToken);
                run.Report.Progress($"{name}, {load}: {seen.Peak >> 20} MB");
                table.Add(name, load, seen.Accepted, seen.Unavailable, seen.Processed, seen.Peak >> 20, limit.Killed);
                holds &= seen.Accepted == load.Count && seen.Processed == load.Count && limit.Killed == 0 && (run.IsShort || seen.Peak <= Limit << 20);
                kind = limit.Kind;
            }
        }

        run.Report.Say($"Within {Limit} MB ({kind}). Peak: the most that was in memory of the whole process.");
        run.Report.Show(table);
        return holds;
    }

    private static async Task<(int Accepted, int Unavailable, int Processed, long Peak)> MeasureAsync(Storage storage, Load load, MemoryLimit limit, CancellationToken cancellationToken)
    {
        var shots = Shots.Make(Plan.Sender, load.Bytes, load.Count);
        var (outcome, unavailable) = (new Outcome(), new Persistent.Counter());
        if (load.IsBacklog)
        {
            // Within the limit, too: it is the same instance that accepts.
            using var accepting = await Servers.ReceiverAsync(storage, processing: false, cancellationToken, limit: limit);
            outcome = await SendAsync(accepting);
        }

        using var receiver = await Servers.ReceiverAsync(storage, processing: true, cancellationToken, limit: limit);
        try
        {
            var (processed, peak) = await Watch.DuringAsync(receiver.Process, async () =>
            {
                outcome = load.IsBacklog ? outcome : await SendAsync(receiver);
                return (await new Ledger(storage).ProcessedAsync(outcome.Count, cancellationToken)).Count;
            });
            return (outcome.Count, unavailable.Count, processed, peak);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // It hung up on its clients: it is dead.
            return (outcome.Count, unavailable.Count, 0, limit.Bytes);
        }

        Task<Outcome> SendAsync(Server server) => Closed.RunAsync(() => new Persistent(server.Connect(), unavailable), shots, load.Clients, TimeSpan.FromMinutes(5));
    }

    /// <param name="Clients">How many at once, which never pause.</param>
    /// <param name="Bytes">The length of each body.</param>
    /// <param name="Count">How many events.</param>
    /// <param name="IsBacklog">Whether they are all accepted before the receiver that processes them is started.</param>
    private sealed record Load(int Clients, int Bytes, int Count, bool IsBacklog)
    {
        public override string ToString() => Count == 1 ? "idle but for one event"
            : string.Create(CultureInfo.InvariantCulture, $"{(IsBacklog ? "a backlog" : $"{Clients} clients")} of {Bytes / 1024} KB");
    }
}
