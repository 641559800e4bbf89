namespace Webhooks.Rotating;

/// <summary>
/// Counts in memory which secret verified, so that admission writes nothing for it. What has not been flushed is lost when the process
/// is killed, half a minute at most; a write that storage did, but did not confirm, is counted twice. They are statistics.
/// </summary>
public sealed class SecretUses(ISecretUseLedger ledger) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private readonly Lock gate = new();
    private Dictionary<(string Source, string Fingerprint, DateOnly Day), SecretUse> uses = [];

    /// <summary>Writes down what was counted. What cannot be written stays counted. Who asks while another writes waits until that is done.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await WriteAsync(Take(), cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    internal void Note(string source, string fingerprint, DateTimeOffset now)
    {
        var key = (source, fingerprint, DateOnly.FromDateTime(now.UtcDateTime));
        lock (gate)
        {
            uses[key] = uses.TryGetValue(key, out var earlier) ? earlier.And(now) : SecretUse.At(now);
        }
    }

    private Dictionary<(string Source, string Fingerprint, DateOnly Day), SecretUse> Take()
    {
        lock (gate)
        {
            var taken = uses;
            uses = [];
            return taken;
        }
    }

    private async Task WriteAsync(Dictionary<(string Source, string Fingerprint, DateOnly Day), SecretUse> taken, CancellationToken cancellationToken)
    {
        var written = 0;
        try
        {
            foreach (var ((source, fingerprint, _), use) in taken)
            {
                await ledger.AddAsync(source, fingerprint, use, cancellationToken);
                written++;
            }
        }
        finally
        {
            foreach (var ((source, fingerprint, _), use) in taken.Skip(written))
            {
                Add(source, fingerprint, use);
            }
        }
    }

    private void Add(string source, string fingerprint, SecretUse use)
    {
        var key = (source, fingerprint, use.Day);
        lock (gate)
        {
            uses[key] = uses.TryGetValue(key, out var earlier) ? earlier.With(use) : use;
        }
    }
}
