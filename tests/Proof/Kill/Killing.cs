using Proof.Ordeal;

namespace Proof.Kill;

/// <summary>Every receiver dies: most of them at a named step, the others at a random moment. Now and then storage goes away, too.</summary>
internal sealed class Killing : Hardship
{
    public override int Copies => 4;

    public override (string? Step, int Times, TimeSpan? Lifetime) Draw(Random random)
    {
        if (random.Next(6) == 0)
        {
            return (null, 0, TimeSpan.FromMilliseconds(random.Next(20, 1500)));
        }

        // A step that is not taken in that time does not save anyone. Sweeps and dead letters are rare, and are waited for.
        var wantsRare = random.Next(2) == 0;
        var steps = Step.All.Where(step => step.IsRare == wantsRare).ToArray();
        return (steps[random.Next(steps.Length)].Name, wantsRare ? 1 : random.Next(1, 6), TimeSpan.FromSeconds(wantsRare ? 9 : 4));
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
