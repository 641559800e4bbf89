using Proof.Ordeal;

namespace Proof.Kill;

/// <summary>Every receiver dies: most of them at a named step, the others at a random moment. Now and then storage goes away, too.</summary>
internal sealed class Killing : Hardship
{
    public override int Copies => 3;

    public override (string? Step, int Times, TimeSpan? Lifetime) Draw(Random random)
    {
        var step = random.Next(4) == 0 ? null : Step.All[random.Next(Step.All.Count)].Name;

        // A step that is not taken in that time does not save anyone.
        return (step, random.Next(1, 4), TimeSpan.FromMilliseconds(step is null ? random.Next(20, 1500) : 2500));
    }

    public override async Task AfflictAsync(StorageProcess storage, Way way, Random random, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await Task.Delay(random.Next(8_000, 14_000), enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!enough.IsCancellationRequested)
            {
                await storage.EndAsync();
                await Task.Delay(random.Next(0, 500), CancellationToken.None);
                await storage.ResumeAsync(CancellationToken.None);
            }
        }
    }
}
