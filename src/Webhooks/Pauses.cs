using System.Collections.Concurrent;

namespace Webhooks;

/// <summary>What found nothing to do is left alone for a while, and asks storage for nothing. Known to this instance alone: another one looks for itself.</summary>
internal sealed class Pauses<T>(TimeSpan length) where T : notnull
{
    private readonly ConcurrentDictionary<T, DateTimeOffset> since = new();

    // A clock that was set back must not prolong a pause.
    public bool Hold(T what, DateTimeOffset now) => since.TryGetValue(what, out var began) && (now - began).Duration() < length;

    public void Begin(T what, DateTimeOffset now) => since[what] = now;
}
