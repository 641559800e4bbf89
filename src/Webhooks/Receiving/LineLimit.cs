using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Webhooks.Receiving;

/// <summary>
/// Limits the log lines that callers can cause, whatever their level: each line costs, and a flood hides the rest. Metrics and rollups count
/// everything. Each kind has its own limit, so that a flood of one hides no other.
/// </summary>
public sealed partial class LineLimit(ILogger<LineLimit> logger)
{
    /// <summary>For each source and kind, on each instance.</summary>
    public const int PerMinute = 30;

    /// <summary>Stands for every name that no source has: an attacker chooses those.</summary>
    public const string UnknownSource = "(unknown)";

    private readonly ConcurrentDictionary<(string Source, string Kind, LogLevel Level), Lines> lines = new();

    /// <summary>Whether another line may be written; else it is counted.</summary>
    /// <param name="source">A configured name, or <see cref="UnknownSource" />: not a caller's text.</param>
    /// <param name="kind">One of few: not a caller's text.</param>
    public bool TryTake(string source, string kind, LogLevel level) => Interlocked.Increment(ref lines.GetOrAdd((source, kind, level), _ => new Lines()).Count) <= PerMinute;

    /// <summary>Each minute, and before the app stops: says how many lines were left out, and allows new ones.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var ((source, kind, level), counted) in lines)
        {
            var leftOut = Interlocked.Exchange(ref counted.Count, 0) - PerMinute;
            if (leftOut > 0)
            {
                Log.LeftOut(logger, level, source, leftOut, kind);
            }
        }

        return Task.CompletedTask;
    }

    private sealed class Lines
    {
        public int Count;
    }

    private static partial class Log
    {
        [LoggerMessage(Message = "{Source}: {Count} more lines of this minute were left out ({Kind}).")]
        public static partial void LeftOut(ILogger logger, LogLevel level, string source, int count, string kind);
    }
}
