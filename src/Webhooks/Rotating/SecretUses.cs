namespace Webhooks.Rotating;

/// <summary>
/// Counts in memory which secret verified, so that admission writes nothing for it. A killed process loses at most half a minute, and a write whose
/// confirmation was lost is counted twice: these are statistics.
/// </summary>
public sealed class SecretUses(ISecretUseLedger ledger) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private readonly Lock gate = new();
    private Dictionary<(string Source, string Fingerprint, DateOnly Day), SecretUse> uses = [];

    /// <summary>What cannot be written stays counted.</summary>
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

    public void Dispose() => one.Dispose();

    internal void Note(string source, string fingerprint, DateTimeOffset now) => Add(source, fingerprint, SecretUse.At(now));

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
