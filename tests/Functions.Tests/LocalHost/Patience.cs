using System.Diagnostics;

namespace Functions.Tests.LocalHost;

internal static class Patience
{
    public static async Task UntilAsync(Func<bool> holds, int seconds = 20) => await UntilAsync(() => Task.FromResult(holds()), seconds);

    public static async Task UntilAsync(Func<Task<bool>> holds, int seconds = 20)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(seconds), "It did not happen.");
            await Task.Delay(50);
        }
    }
}
