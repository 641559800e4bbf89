using System.Net.Http.Json;

namespace Proof.Ordeal;

/// <summary>Someone who redrives dead letters of every source, again and again.</summary>
internal sealed class Operator(Fleet fleet) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await RedriveAsync(enough);
            await Task.Delay(500, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task RedriveAsync(CancellationToken stop)
    {
        foreach (var habit in Habit.All)
        {
            try
            {
                using var answer = await http.PostAsJsonAsync(
                    new Uri(await fleet.AnyAsync(stop), $"operator/redrive/{habit.Source}"), new { who = "proof", why = "the ordeal", rate = 100 }, stop);
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                // Killed while at it: the order is given again.
            }
        }
    }

    public void Dispose() => http.Dispose();
}
