namespace Proof.Ordeal;

/// <summary>The app's way to storage.</summary>
internal abstract class Way : IAsyncDisposable
{
    public abstract string ConnectionString { get; }

    /// <summary>From now on nothing goes wrong on it.</summary>
    public abstract void Heal();

    public abstract ValueTask DisposeAsync();
}

internal sealed class StraightWay(string connectionString) : Way
{
    public override string ConnectionString => connectionString;

    public override void Heal()
    {
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
