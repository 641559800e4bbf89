using System.Globalization;

namespace Proof.Stub;

internal sealed record MemoryMessage(string Id, string Text, DateTimeOffset VisibleAt, int Taken);

/// <summary>One queue: messages by the time from which they may be taken.</summary>
internal sealed class MemoryQueue
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, MemoryMessage> all = [];
    private readonly PriorityQueue<string, DateTimeOffset> next = new();
    private long made;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return all.Count;
            }
        }
    }

    public MemoryMessage Add(string text, DateTimeOffset visibleAt)
    {
        lock (gate)
        {
            return Put(new((++made).ToString(CultureInfo.InvariantCulture), text, visibleAt, 0));
        }
    }

    public IReadOnlyList<MemoryMessage> Take(int most, DateTimeOffset now, DateTimeOffset hiddenUntil)
    {
        var taken = new List<MemoryMessage>();
        lock (gate)
        {
            while (taken.Count < most && next.TryPeek(out var id, out var at) && at <= now)
            {
                next.Dequeue();
                // What was removed, or shown at another time, has left an old place behind.
                if (all.TryGetValue(id, out var message) && message.VisibleAt == at)
                {
                    taken.Add(Put(message with { VisibleAt = hiddenUntil, Taken = message.Taken + 1 }));
                }
            }
        }

        return taken;
    }

    public bool Show(string id, DateTimeOffset at)
    {
        lock (gate)
        {
            return all.TryGetValue(id, out var message) && Put(message with { VisibleAt = at }) is not null;
        }
    }

    public bool Remove(string id)
    {
        lock (gate)
        {
            return all.Remove(id);
        }
    }

    private MemoryMessage Put(MemoryMessage message)
    {
        all[message.Id] = message;
        next.Enqueue(message.Id, message.VisibleAt);
        return message;
    }
}
