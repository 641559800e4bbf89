namespace Webhooks.Processing;

/// <summary>
/// Waits between attempts. Jitter only lengthens a wait, by up to a fifth: no wait is shorter than its setting, and none shrinks from one
/// attempt to the next where the settings grow by that much.
/// </summary>
public sealed class Backoff(ProcessingOptions options, Random random)
{
    private const double LargestJitter = 0.2;

    /// <summary>The wait after the attempt of this number, counted from 1.</summary>
    public TimeSpan After(int attempt)
    {
        var wait = options.Backoff[Math.Clamp(attempt - 1, 0, options.Backoff.Count - 1)];
        return wait * (1 + (LargestJitter * random.NextDouble()));
    }
}
