using System.Text;

namespace Proof.Ordeal;

/// <summary>
/// Deliveries of one source that come at once: new events, one of them with several bodies that fill a transaction; deliveries of events
/// that came before, or that come at this very moment; the same bytes once more; and what is too large.
/// </summary>
internal sealed class Volleys(Random random, Func<string> nextId, HurriedClock clock)
{
    private const int New = 6;

    // A transaction takes 4 MiB, so not all of these fit into one.
    private const int Heavy = 6;
    private const int HeavyBytes = 700 * 1024;
    private const int TooLargeBytes = 800 * 1024;

    private readonly Dictionary<string, Shot> earlier = [];
    private int volleys;

    public IEnumerable<Shot> Next()
    {
        // Those who sign a nonce have most to lose.
        var habit = random.Next(2) == 0 ? Habit.All[random.Next(2)] : Habit.All[random.Next(Habit.All.Count)];
        var isHeavy = ++volleys % 4 == 0;
        var shots = Enumerable.Range(0, New).Select(_ => Fresh(habit, 0)).ToList();
        shots.AddRange(Enumerable.Range(0, isHeavy ? Heavy : 0).Select(_ => Fresh(habit, HeavyBytes)));
        var seen = new[] { shots[0], earlier.GetValueOrDefault(habit.Source, shots[1]) };
        earlier[habit.Source] = shots[2];
        shots.AddRange(seen.Select(shot => shot with { First = shot.Attempt(50), IsRepeat = true }));
        shots.AddRange(seen.Append(shots[3]).Select(shot => shot with { IsRepeat = true }));
        shots.Add(Fresh(habit, TooLargeBytes));
        var inAnyOrder = shots.ToArray();
        random.Shuffle(inAnyOrder);
        return inAnyOrder;
    }

    private Shot Fresh(Habit habit, int bytes)
    {
        var (id, plan) = (nextId(), Plan.Draw(random));
        var first = Attempt(0);
        return new(habit, new SentEvent(habit.Source, first.Event().EventId) { IsTooLarge = bytes == TooLargeBytes }, first, Attempt, IsRepeat: false);

        SignedDelivery Attempt(int attempt) => Filled(habit.Attempt(id, plan, attempt, clock.GetUtcNow()), bytes);
    }

    // Every body is an object, and senders may add to it.
    private static SignedDelivery Filled(SignedDelivery signed, int bytes)
    {
        if (bytes == 0)
        {
            return signed;
        }

        var more = $$""","filler":"{{new string('x', bytes)}}"}""";
        return signed.RawBody is { } raw ? signed with { RawBody = [.. raw[..^1], .. Encoding.UTF8.GetBytes(more)] } : signed with { Json = signed.Json[..^1] + more };
    }

    /// <param name="Habit">Who sends it.</param>
    /// <param name="Sent">Its event.</param>
    /// <param name="First">What is sent.</param>
    /// <param name="Attempt">What is sent when it comes again.</param>
    /// <param name="IsRepeat">Whether its event is sent by another one of the volleys.</param>
    internal sealed record Shot(Habit Habit, SentEvent Sent, SignedDelivery First, Func<int, SignedDelivery> Attempt, bool IsRepeat);
}
