using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Proof.Ordeal;

/// <summary>Sends events as their senders do, to whichever receiver is up, and comes back as they do.</summary>
internal sealed class Senders(Fleet fleet, HurriedClock clock, int seed) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) });
    private int numbers;

    public ConcurrentQueue<SentEvent> Sent { get; } = [];

    /// <summary>The slowest answer there was, on the machine's clock.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>One lane of traffic: an event after the other, and some of them once more when they are dead letters, until it is told to stop.</summary>
    public async Task RunAsync(int lane, CancellationToken enough, CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((seed * 1009) + lane));
        var following = new List<Task>();
        while (!enough.IsCancellationRequested)
        {
            var habit = Habit.All[random.Next(Habit.All.Count)];
            var id = string.Create(CultureInfo.InvariantCulture, $"s{seed}n{Interlocked.Increment(ref numbers)}");
            var plan = Plan.Draw(random);
            TimeSpan? sentAgainAfter = plan == Plan.FailsUntilRedriven || random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(10, 120)) : null;
            // The next event does not wait for this one's retries.
            following.Add(DeliverAsync(habit, id, plan, sentAgainAfter, cancellationToken));
            await Task.Delay(random.Next(250, 1000), enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(following);
    }

    /// <summary>Volleys, one after the other, each at one copy of the app: what is under way there at once for one source may share its writes.</summary>
    public async Task RunVolleysAsync(CancellationToken enough, CancellationToken cancellationToken)
    {
        var volleys = new Volleys(new Random(unchecked((seed * 7919) - 1)), () => string.Create(CultureInfo.InvariantCulture, $"s{seed}n{Interlocked.Increment(ref numbers)}"), clock);
        var following = new List<Task>();
        while (!enough.IsCancellationRequested)
        {
            var at = await fleet.AnyAsync(cancellationToken);
            foreach (var one in volleys.Next())
            {
                following.Add(one.IsRepeat ? PostAsync(one.Sent, one.First, cancellationToken, at) : DeliverAsync(one.Habit, one.Sent, one.First, one.Attempt, null, cancellationToken, at));
            }

            await Task.Delay(2_500, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(following);
    }

    public void Dispose() => http.Dispose();

    private Task DeliverAsync(Habit habit, string id, string plan, TimeSpan? sentAgainAfter, CancellationToken cancellationToken)
    {
        var first = habit.Attempt(id, plan, 0, clock.GetUtcNow());
        return DeliverAsync(habit, new SentEvent(habit.Source, first.Event().EventId), first, attempt => habit.Attempt(id, plan, attempt, clock.GetUtcNow()), sentAgainAfter, cancellationToken);
    }

    // The first attempt goes to where it is said, the others to any copy.
    private async Task DeliverAsync(
        Habit habit, SentEvent sent, SignedDelivery first, Func<int, SignedDelivery> attemptAgain, TimeSpan? sentAgainAfter, CancellationToken cancellationToken, Uri? at = null)
    {
        Sent.Enqueue(sent);
        for (var attempt = 0; attempt <= habit.Waits.Count && !sent.IsSettled; attempt++)
        {
            if (attempt > 0)
            {
                await clock.Delay(habit.Waits[attempt - 1], cancellationToken);
            }

            await PostAsync(sent, attempt == 0 || habit.RepeatsBytes ? first : attemptAgain(attempt), cancellationToken, attempt == 0 ? at : null);
        }

        // The sender's operator presses "Replay", perhaps while the event is a dead letter.
        if (sentAgainAfter is { } wait)
        {
            await clock.Delay(wait, cancellationToken);
            await PostAsync(sent, attemptAgain(100), cancellationToken);
        }
    }

    private async Task PostAsync(SentEvent sent, SignedDelivery signed, CancellationToken cancellationToken, Uri? at = null)
    {
        var delivery = signed.Deliver();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(at ?? await fleet.AnyAsync(cancellationToken), $"webhooks/{sent.Source}")) { Content = new ByteArrayContent(delivery.Body.ToArray()) };
        foreach (var (name, values) in delivery.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        var asked = TimeProvider.System.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await http.SendAsync(request, patience.Token);
            var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token));
            sent.Answers.Enqueue($"{(int)answer.StatusCode} {(answer.IsSuccessStatusCode ? said!["status"] : said!["reason"])}");
            var took = TimeProvider.System.GetElapsedTime(asked);
            Slowest = took > Slowest ? took : Slowest;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            sent.Answers.Enqueue(SentEvent.NoAnswer);
        }
    }
}
