using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Proof.Ordeal;

/// <summary>Someone who redrives dead letters of every source, again and again.</summary>
internal sealed class Operator(Fleet fleet) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Dead letters that were put back to work.</summary>
    public int Redriven { get; private set; }

    /// <summary>Answers that an order of this kind is not to get.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

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
                await ReadAsync(answer, stop);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                // Killed while at it: the order is given again.
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var said = await answer.Content.ReadAsStringAsync(stop);
        if (answer.IsSuccessStatusCode)
        {
            Redriven += JsonNode.Parse(said)!["redriven"]!.GetValue<int>();
        }
        else if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            Wrong.Enqueue($"the operator's redrive was answered {(int)answer.StatusCode}: {said}");
        }
    }
}
