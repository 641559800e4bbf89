using System.Net;
using System.Text;
using Proof.Ordeal;
using Proof.Reporting;
using Webhooks;

namespace Proof.Large;

/// <summary>What large bodies take of the receiver's memory, however many come at once, signed or not; and that each signed one is processed.</summary>
internal sealed class LargeProof : IProof
{
    private const double MostTimes = 1.5;

    // A server holds the beginning of what has to wait.
    private const long BytesOfConnection = 2 << 20;

    // Of what arrives and of what is processed, each once more for what the collector has not freed yet, and a quarter because it keeps a body of
    // 25 MiB in a region of 32.
    private static readonly long BytesOfRooms = 5 * BodyMemory.OfThisProcess().Capacity;

    public string Verb => "large";

    public string Claim => "The memory that bodies of 25 MiB take does not grow with how many come at once.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"type":"invoice.paid","data":"{{new string('x', Source.LargestBody - 40)}}"}""");
        var table = new MarkdownTable("at once", "of 25 MiB", "answers", "503 or 408 before", "MB of all bodies", "peak MB beyond idle", "promised");
        var (peaks, holds) = (new List<long>(), true);
        await using var storage = await StorageProcess.StartAsync(cancellationToken);
        foreach (var isForged in new[] { false, true })
        {
            foreach (var count in run.IsShort ? [10, 30] : new[] { 10, 50, 100 })
            {
                // Each in a process of its own: what one has freed must not be what the next one takes.
                using var receiver = await LargeReceiver.StartAsync(storage, cancellationToken);
                await receiver.SendAsync(new byte[1000], isForged: false, cancellationToken);
                var before = await receiver.DrainAsync(cancellationToken);
                var idle = receiver.Process.Memory;
                var (answers, peak) = await Watch.DuringAsync(receiver.Process, async () =>
                {
                    var all = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => receiver.SendAsync(body, isForged, cancellationToken))));
                    holds &= await receiver.DrainAsync(cancellationToken) - before == (isForged ? 0 : count);
                    return all;
                });
                holds &= answers.All(answer => answer.Answer == (isForged ? HttpStatusCode.Unauthorized : HttpStatusCode.Accepted)) && peak - idle <= Promised(count);
                peaks.Add(peak - idle);
                table.Add(count, isForged ? "not signed" : "signed, and processed", string.Join(", ", answers.CountBy(answer => (int)answer.Answer).Select(one => $"{one.Value} × {one.Key}")), answers.Sum(answer => answer.Unavailable), (long)count * body.Length >> 20, (peak - idle) >> 20, $"≤ {Promised(count) >> 20}");
                run.Report.Progress($"{count} at once: {(peak - idle) >> 20} MB");
            }

            holds &= run.IsShort || peaks[^1] <= MostTimes * peaks[^2];
            peaks.Clear();
        }

        run.Report.Show(table);
        return holds;
    }

    private static long Promised(int count) => BytesOfRooms + (count * BytesOfConnection);
}
