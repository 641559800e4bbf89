namespace Webhooks.Storage.Grouping;

/// <summary>One caller's item in a group. Its result, its failure and its patience are its own.</summary>
internal sealed class GroupMember<TItem, TResult>(TItem item)
{
    private readonly TaskCompletionSource<TResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private GroupLifetime? lifetime;

    public TItem Item => item;

    /// <summary>Its caller no longer waits.</summary>
    public bool IsGone { get; private set; }

    public async Task<TResult> ResultAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await result.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            if (!result.Task.IsCompleted)
            {
                Leave();
            }
        }
    }

    public void Enter(GroupLifetime group)
    {
        lock (gate)
        {
            lifetime = group;
            if (IsGone)
            {
                group.Leave();
            }
        }
    }

    public void End(TResult with) => result.TrySetResult(with);

    public void Fail(Exception failure) => result.TrySetException(failure);

    private void Leave()
    {
        lock (gate)
        {
            IsGone = true;
            lifetime?.Leave();
        }
    }
}
