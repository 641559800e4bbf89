using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Proof.Ordeal;

/// <summary>Someone who redrives dead letters of every source, again and again.</summary>
internal sealed class Operator(Fleet fleet) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(3) };
    private int redriven;

    /// <summary>Dead letters that were put back to work.</summary>
    public int Redriven => redriven;

    /// <summary>Answers that an order of this kind is not to get.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await Task.WhenAll(Habit.All.Select(habit => RedriveAsync(habit, enough)));
            await Task.Delay(1_500, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task RedriveAsync(Habit habit, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(
                new Uri(await fleet.AnyAsync(cancellationToken), $"operator/redrive/{habit.Source}"), new { who = "proof", why = "the ordeal", rate = 100 }, cancellationToken);
            await ReadAsync(answer, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // Killed while at it, or storage is away: the order is given again.
        }
    }

    private async Task ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var said = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            Interlocked.Add(ref redriven, JsonNode.Parse(said)!["redriven"]!.GetValue<int>());
        }
        else if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            Wrong.Enqueue($"the operator's redrive was answered {(int)answer.StatusCode}: {said}");
        }
    }
}
