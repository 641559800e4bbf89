using System.Diagnostics;

namespace Functions.Driver;

/// <summary>Waits for what happens by itself, for as long as a busy machine may need.</summary>
internal static class Eventually
{
    public static async Task Async(Func<Task<bool>> happened)
    {
        var patience = Stopwatch.StartNew();
        while (!await happened())
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "It did not happen.");
            await Task.Delay(100);
        }
    }
}
