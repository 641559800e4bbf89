namespace Webhooks.Rotating;

/// <summary>
/// Notes when signatures matched no secret, and writes the latest of each source every few seconds: a flood costs storage no more than one refusal.
/// </summary>
public sealed class RefusedSignatures(IRefusedSignatureLedger ledger)
{
    private readonly Lock gate = new();
    private Dictionary<string, DateTimeOffset[]> latest = [];

    /// <summary>What cannot be written stays noted.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, DateTimeOffset[]> taken;
        lock (gate)
        {
            (taken, latest) = (latest, []);
        }

        foreach (var (source, times) in taken.ToArray())
        {
            try
            {
                await ledger.AddAsync(source, times, cancellationToken);
                taken.Remove(source);
            }
            finally
            {
                // After a failure: this source and those that were not tried.
                if (taken.ContainsKey(source))
                {
                    PutBack(taken);
                }
            }
        }
    }

    internal void Note(string source, params ReadOnlySpan<DateTimeOffset> times)
    {
        lock (gate)
        {
            latest[source] = [.. ((DateTimeOffset[])[.. latest.GetValueOrDefault(source, []), .. times]).Order().TakeLast(RefusedSignatureRecord.Enough)];
        }
    }

    private void PutBack(Dictionary<string, DateTimeOffset[]> taken)
    {
        foreach (var (source, times) in taken)
        {
            Note(source, times);
        }
    }
}
