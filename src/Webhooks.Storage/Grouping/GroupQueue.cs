namespace Webhooks.Storage.Grouping;

/// <summary>
/// Group commit: what arrives while a call is under way shares the next one. Nobody waits for company: when nothing is under way, a caller makes
/// the call itself, at once. And nobody waits for a call that storage is slow to answer: the next one then starts beside it.
/// </summary>
internal abstract class GroupQueue<TItem, TResult>
{
    // Far more than storage takes as a rule, far less than any deadline.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly LinkedList<GroupMember<TItem, TResult>> waiting = new();
    private long started;
    private long startedAt;
    private bool isUnderWay;
    private bool isWatched;

    public async Task<TResult> RunAsync(TItem item, CancellationToken cancellationToken)
    {
        if (Join(item, out var call) is { } member)
        {
            return await member.ResultAsync(cancellationToken);
        }

        try
        {
            return await RunAloneAsync(item, cancellationToken);
        }
        finally
        {
            End(call);
        }
    }

    /// <summary>Makes the call for one item.</summary>
    protected abstract Task<TResult> RunAloneAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Ends each of the members, whatever happens, and throws nothing. The token says that none of them waits any longer.</summary>
    protected abstract Task RunGroupAsync(IReadOnlyList<GroupMember<TItem, TResult>> members, CancellationToken cancellationToken);

    /// <summary>Makes a call for some of the members. Whatever it throws, each of them gets to know it.</summary>
    protected static async Task CallForAsync(IReadOnlyList<GroupMember<TItem, TResult>> members, Func<Task> call)
    {
        try
        {
            await call();
        }
#pragma warning disable CA1031 // It is theirs.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            foreach (var member in members)
            {
                member.Fail(failure);
            }
        }
    }

    /// <summary>Begins a group: what the result says of an item decides whether that one belongs to it.</summary>
    protected abstract Func<TItem, Fit> BeginGroup();

    // Null for who is to make the call, and then which it is.
    private GroupMember<TItem, TResult>? Join(TItem item, out long call)
    {
        lock (gate)
        {
            call = 0;
            if (!isUnderWay)
            {
                call = NoteStart();
                return null;
            }

            var member = new GroupMember<TItem, TResult>(item);
            waiting.AddLast(member);
            if (!isWatched)
            {
                isWatched = true;
                _ = WatchAsync();
            }

            return member;
        }
    }

    private void End(long call)
    {
        lock (gate)
        {
            // A slow one that others have overtaken holds up nobody, and so its end changes nothing.
            if (call == started)
            {
                isUnderWay = false;
                StartNext();
            }
        }
    }

    private async Task WatchAsync()
    {
        do
        {
            await Task.Delay(Slow).ConfigureAwait(false);
        }
        while (ShouldWatchOn());
    }

    private bool ShouldWatchOn()
    {
        lock (gate)
        {
            if (waiting.Count > 0 && Environment.TickCount64 - startedAt >= Slow.TotalMilliseconds)
            {
                StartNext();
            }

            return isWatched = waiting.Count > 0;
        }
    }

    private void StartNext()
    {
        if (waiting.Count > 0 && Take() is { Count: > 0 } group)
        {
            // Not on the thread of whoever ended, who has an answer to give, and not in the trace of one of them.
            ThreadPool.UnsafeQueueUserWorkItem(static next => _ = next.Queue.RunGroupAsync(next.Group, next.Call), (Queue: this, Group: group, Call: NoteStart()), preferLocal: false);
        }
    }

    private long NoteStart()
    {
        isUnderWay = true;
        startedAt = Environment.TickCount64;
        return ++started;
    }

    private List<GroupMember<TItem, TResult>> Take()
    {
        var fits = BeginGroup();
        var group = new List<GroupMember<TItem, TResult>>();
        for (var node = waiting.First; node is not null;)
        {
            var (member, next) = (node, node.Next);
            var fit = member.Value.IsGone ? Fit.Gone : fits(member.Value.Item);
            if (fit == Fit.Full)
            {
                break;
            }

            if (fit != Fit.Later)
            {
                waiting.Remove(member);
            }

            if (fit == Fit.Joins)
            {
                group.Add(member.Value);
            }

            node = next;
        }

        return group;
    }

    private async Task RunGroupAsync(List<GroupMember<TItem, TResult>> group, long call)
    {
        var lifetime = new GroupLifetime(group.Count);
        foreach (var member in group)
        {
            member.Enter(lifetime);
        }

        try
        {
            await RunGroupAsync(group, lifetime.Ended);
        }
        finally
        {
            End(call);
        }
    }
}
