using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.PublishedKeys;

/// <summary>
/// The keys that senders publish, fetched when a delivery first needs one and refreshed before they end. Anyone can send a delivery that names a
/// key: so only addresses of the sender are asked, few in a time for each source, and what was fetched well is pushed out last.
/// </summary>
public sealed partial class KeyCache(SourceCatalog sources, KeyHttp http, TimeProvider clock, ILogger<KeyCache> logger)
{
    /// <summary>After that, keys that could not be fetched again are no longer used: the sender may have withdrawn them.</summary>
    internal static readonly TimeSpan LongestUse = TimeSpan.FromHours(24);

    /// <summary>Between two fetches of one address. A set of keys that is younger knows all keys.</summary>
    internal static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(6);
    private static readonly TimeSpan RefreshBeforeEnd = TimeSpan.FromHours(24);
    private static readonly TimeSpan Unused = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, SourceKeys> bySource = new(StringComparer.Ordinal);

    /// <summary>The keys for a delivery. Waits a short time for a fetch, and leaves half of what is left to storage.</summary>
    public async Task<KeysFound> FindAsync(Source source, Delivery delivery, TimeSpan left)
    {
        if (!source.TakesPublishedKeys)
        {
            return new KeysFound.Found(source.Secrets);
        }

        if (source.Scheme.Publication!.Find(delivery, out var refusal) is not { } name)
        {
            return new KeysFound.Refused(refusal!);
        }

        var (known, now) = (Of(source), clock.GetUtcNow());
        var entry = known.Find(name.Address);
        if (entry?.Find(name, now) is { } found)
        {
            return found;
        }

        var fetch = entry?.UnderWay ?? Begin(source, known, name.Address, now, out entry);
        if (fetch is null)
        {
            return new KeysFound.Unavailable();
        }

        await Task.WhenAny(fetch, Task.Delay(TimeSpan.FromTicks(Math.Clamp(left.Ticks / 2, 0, LongestWait.Ticks)), clock));
        return entry!.Find(name, clock.GetUtcNow()) ?? new KeysFound.Unavailable();
    }

    /// <summary>At start and each minute: fetches what all deliveries of a source need, and again what is used, before it ends.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var source in sources.All.Where(source => source.TakesPublishedKeys))
        {
            var (known, address) = (Of(source), source.Scheme.Publication!.Address);
            if (address is not null)
            {
                known.Add(address);
            }

            foreach (var entry in known.All.Where(entry => IsDue(entry, now) && (address is not null || now - entry.UsedAt < Unused)))
            {
                await entry.Fetch(now, () => FetchAsync(source, entry)).WaitAsync(cancellationToken);
            }
        }
    }

    private static bool IsDue(KeyEntry entry, DateTimeOffset now) =>
        !entry.IsAbsent
        && (entry.TriedAt is not { } tried || now - tried >= BetweenTries)
        && (entry.FetchedAt is not { } fetched || now - fetched >= RefreshAfter || entry.Keys.Any(key => key.Key.NotAfter - now < RefreshBeforeEnd));

    private SourceKeys Of(Source source) => bySource.GetOrAdd(source.Name, static (_, clock) => new SourceKeys(clock.GetUtcNow()), clock);

    // Null when nothing may be fetched now.
    private Task? Begin(Source source, SourceKeys known, Uri address, DateTimeOffset now, out KeyEntry? entry)
    {
        entry = known.Find(address);
        if ((entry?.TriedAt is { } tried && now - tried < AfterFailure) || !known.Allowance.TryTake(now))
        {
            return null;
        }

        var added = entry = known.Add(address);
        return added.Fetch(now, () => FetchAsync(source, added));
    }

    private async Task FetchAsync(Source source, KeyEntry entry)
    {
        try
        {
            await FetchOnceAsync(source, entry);
        }
#pragma warning disable CA1031 // Whatever a sender's page may hold, the other keys are still refreshed, and the next minute tries again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotFetched(logger, source.Name, entry.Address.AbsoluteUri, failure.Message);
        }
    }

    private async Task FetchOnceAsync(Source source, KeyEntry entry)
    {
        var publication = source.Scheme.Publication!;
        var (fetched, problem, now) = (await http.GetAsync(entry.Address), "there is nothing at this address", clock.GetUtcNow());
        switch (fetched)
        {
            case Fetched.Document { Bytes: var bytes } when publication.Read(bytes, now, http.Roots, out problem) is { Count: > 0 } keys:
                entry.Take(keys, now);
                Log.Fetched(logger, source.Name, keys.Count, entry.Address.AbsoluteUri);
                return;
            case Fetched.Absent when publication.Address is null && entry.FetchedAt is null:
                entry.TakeAbsent(now);
                break;
            case Fetched.Failed failed:
                problem = failed.Problem;
                break;
        }

        Log.NotFetched(logger, source.Name, entry.Address.AbsoluteUri, problem);
    }

    // As few lines as fetches.
    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: fetched {Count} of the sender's keys from {Address}.")]
        public static partial void Fetched(ILogger logger, string source, int count, string address);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: no key of the sender could be had from {Address}: {Problem}.")]
        public static partial void NotFetched(ILogger logger, string source, string address, string problem);
    }
}
