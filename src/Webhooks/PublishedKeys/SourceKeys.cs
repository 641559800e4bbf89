using Webhooks.Refusing;

namespace Webhooks.PublishedKeys;

// The addresses that deliveries of one source have named. Few: what was fetched is pushed out last.
internal sealed class SourceKeys(DateTimeOffset now)
{
    private const int MostAddresses = 32;
    private const int Burst = 8;
    private const int PerMinute = 4;

    private readonly Lock gate = new();
    private readonly Dictionary<Uri, KeyEntry> entries = [];

    /// <summary>How many fetches deliveries may cause.</summary>
    public TokenBucket Allowance { get; } = new(Burst, PerMinute, now);

    public IReadOnlyList<KeyEntry> All
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Values];
            }
        }
    }

    public KeyEntry? Find(Uri address)
    {
        lock (gate)
        {
            return entries.GetValueOrDefault(address);
        }
    }

    public KeyEntry Add(Uri address)
    {
        lock (gate)
        {
            if (entries.TryGetValue(address, out var known))
            {
                return known;
            }

            if (entries.Count >= MostAddresses)
            {
                entries.Remove(entries.Values.OrderBy(entry => entry.Keys.Count > 0).ThenBy(entry => entry.UsedAt).First().Address);
            }

            return entries[address] = new KeyEntry(address);
        }
    }
}
