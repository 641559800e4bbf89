namespace Proof.Ordeal;

/// <summary>What is done to the receiver in a round.</summary>
internal abstract class Hardship
{
    /// <summary>How many copies of the app run side by side.</summary>
    public abstract int Copies { get; }

    /// <summary>How the next receiver is to die.</summary>
    public abstract (string? Step, int Times, TimeSpan? Lifetime) Draw(Random random);

    /// <summary>What stands between the app and storage.</summary>
    public virtual ValueTask<Way> OpenAsync(StorageProcess storage) => new(new StraightWay(storage.ConnectionString));

    /// <summary>What happens to storage meanwhile.</summary>
    public abstract Task AfflictAsync(StorageProcess storage, Way way, Random random, CancellationToken enough);
}
