using System.Collections.Concurrent;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>The last success and the last error of each handler, gathered in memory and written now and then: no event pays for it.</summary>
public sealed class HandlerActivity(IHandlerLedger ledger)
{
    private readonly ConcurrentDictionary<string, HandlerRecord> seen = new();

    /// <summary>What cannot be written is gathered anew by the next runs.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var name in seen.Keys)
        {
            if (seen.TryRemove(name, out var record))
            {
                await ledger.NoteActivityAsync(record, cancellationToken);
            }
        }
    }

    /// <summary>Notes what a run changed.</summary>
    internal void Note(IReadOnlyList<HandlerState> before, IReadOnlyList<HandlerState> after, DateTimeOffset now)
    {
        foreach (var (was, state) in before.Zip(after).Where(pair => pair.Second.Attempts > pair.First.Attempts))
        {
            seen.AddOrUpdate(was.Name, name => With(new(name), state, now), (_, record) => With(record, state, now));
        }
    }

    private static HandlerRecord With(HandlerRecord record, HandlerState state, DateTimeOffset now) => state.Status == HandlerStatus.Done
        ? record with { LastSuccessAt = now }
        : record with { LastErrorAt = now, LastError = state.LastError };
}
