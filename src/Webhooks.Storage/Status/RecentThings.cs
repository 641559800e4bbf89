using System.Collections.Concurrent;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>
/// What this process last read or wrote of the board, to write without reading first. It may be out of date: only a write that storage takes
/// shows that it is not. The older half goes when it is full.
/// </summary>
internal sealed class RecentThings
{
    public const int Most = 4_096;

    // Larger ones are read each time: the memory of all of them is bounded.
    private const int MostDetails = 4_000;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<(string Source, string Kind), bool> areMostlyNew = new();
    private Dictionary<(string Source, string Kind, string Id), KnownThing> newer = [];
    private Dictionary<(string Source, string Kind, string Id), KnownThing> older = [];

    public KnownThing? Find(string source, string kind, string id)
    {
        lock (gate)
        {
            var key = (source, kind, id);
            return newer.GetValueOrDefault(key) ?? older.GetValueOrDefault(key);
        }
    }

    public void Keep(KnownThing thing)
    {
        var (source, change) = (thing.Row.Source, thing.Row.Latest);
        if (change.Details.Sum(detail => detail.Key.Length + detail.Value.Length) > MostDetails)
        {
            Forget(source, change.Kind, change.Id);
            return;
        }

        lock (gate)
        {
            newer[(source, change.Kind, change.Id)] = thing;
            if (newer.Count >= Most / 2)
            {
                (older, newer) = (newer, []);
            }
        }
    }

    public void Forget(string source, string kind, string id)
    {
        lock (gate)
        {
            newer.Remove((source, kind, id));
            older.Remove((source, kind, id));
        }
    }

    /// <summary>Whether a resource that is not among these is likely to be new to the board: the last one of its kind was.</summary>
    public bool IsLikelyNew(string source, string kind) => areMostlyNew.GetValueOrDefault((source, kind), true);

    public void Learn(string source, string kind, bool isNew) => areMostlyNew[(source, kind)] = isNew;
}
