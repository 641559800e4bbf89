using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Documents;

/// <summary>The app's own lines as telemetry would carry them: the message, its category, its template and the values in it.</summary>
internal sealed class MeasuredLog : ILoggerProvider
{
    public ConcurrentQueue<(string Category, LogLevel Level, string Text, int Bytes)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, Lines);

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<(string Category, LogLevel Level, string Text, int Bytes)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            lines.Enqueue((name, logLevel, text, Bytes(text) + Bytes(name) + values.Sum(value => Bytes(value.Key) + Bytes($"{value.Value}"))));
        }

        private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
    }
}
