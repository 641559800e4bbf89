using Proof.Load;
using Proof.Processes;
using Proof.Reporting;
using Proof.Speed;

namespace Proof.Verify;

/// <summary>
/// What it costs the whole receiver, its server included, to refuse a delivery whose header is full of Ed25519 signatures, beside one
/// with a wrong HMAC. Nobody has to sign anything to ask for either. A second public key, during a rotation, doubles what is checked.
/// </summary>
internal static class Refusals
{
    private const double MostTimes = 3;

    public static async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromSeconds(run.IsShort ? 0.3 : 1.5);
        using var storage = await Storage.StubAsync(cancellationToken);
        using var receiver = await Servers.ReceiverAsync(storage, processing: false, cancellationToken);
        var table = new MarkdownTable("Body, KB", "Refused HMAC, CPU µs", "Refused v1a, CPU µs", "Times");
        var holds = true;
        foreach (var (kilobytes, count) in new[] { (1, 8_000), (20, 3_000), (500, 150), (760, 100) })
        {
            var (hmac, ed25519) = (new Outcome(), new Outcome());
            var shots = new[] { Plan.Sender, Shots.Asymmetric }.Select(sender => Shots.Make(sender, kilobytes * 1024, count, wronglySigned: true)).ToArray();
            // The first round compiles what the others run; after it both take turns, so that a busy machine slows both.
            for (var round = 0; round < 4; round++)
            {
                foreach (var (outcome, some) in new[] { (hmac, shots[0]), (ed25519, shots[1]) })
                {
                    var measured = await Measure.OfAsync(storage, receiver, () => Closed.RunAsync(receiver.Connect, some, 4, time, 401));
                    outcome.Add(round == 0 ? new Outcome() : measured);
                }
            }

            var times = ed25519.ProcessorEach / hmac.ProcessorEach;
            table.Add(kilobytes, hmac.ProcessorEach * 1000, ed25519.ProcessorEach * 1000, times);
            holds &= hmac.Others + ed25519.Others == 0 && (run.IsShort || kilobytes > 1 || times <= MostTimes);
        }

        run.Report.Show(table);
        return holds;
    }
}
