using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Tallying;

/// <summary>The host's side of the logger: what it takes for a metric, by the event's name, with its dimensions in the order of their names.</summary>
internal sealed class ToldHost : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> metrics = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "MS_LogMetric" && state is IDictionary<string, object> said)
        {
            formatter(state, exception).ShouldBeEmpty();
            var dimensions = said.Where(one => one.Key is not ("Name" or "Value")).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}");
            metrics.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{said["Name"]} {said["Value"]} {string.Join(' ', dimensions)}"));
        }
    }

    /// <summary>What was told since the last time this was asked.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (metrics.TryDequeue(out var metric))
        {
            taken.Add(metric);
        }

        return taken;
    }

    public void Dispose()
    {
    }
}
