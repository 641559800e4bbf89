using Proof.Load;

namespace Proof.Start;

/// <summary>A program that is started again and again: each time once alone, and a receiver once more, watched.</summary>
internal sealed record Starter(string Name, string Path, string[] Arguments, bool IsReceiver)
{
    public Outcome Elapsed { get; } = new();

    public Outcome Processor { get; } = new();

    public IReadOnlyList<(Outcome Took, Outcome Compiled)> Phases { get; } = [.. StartPhases.Names.Select(_ => (new Outcome(), new Outcome()))];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var first = await FirstAnswer.AfterStartAsync(Path, Arguments, cancellationToken);
        Elapsed.Add(first.Elapsed.TotalMilliseconds, 202, 202);
        Processor.Add(first.Processor.TotalMilliseconds, 202, 202);
        if (IsReceiver)
        {
            foreach (var (phase, (took, compiled)) in Phases.Zip(await StartPhases.OfAsync(Path, Arguments, cancellationToken)))
            {
                phase.Took.Add(took.TotalMilliseconds, 202, 202);
                phase.Compiled.Add(compiled, 202, 202);
            }
        }
    }
}
