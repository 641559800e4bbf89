using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace LocalHost.Output;

// One short line per log event: time, level unless Information, message, exception and its source line.
internal sealed class ShortLines() : ConsoleFormatter(nameof(ShortLines))
{
    public static void Add(ILoggingBuilder logging) => logging
        .AddConsoleFormatter<ShortLines, ConsoleFormatterOptions>()
        .AddConsole(console => console.FormatterName = nameof(ShortLines));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception) + Describe(logEntry.Exception);
        if (text.Length == 0)
        {
            // A metric for the host has no text.
            return;
        }

        textWriter.Write(TimeProvider.System.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(logEntry.LogLevel == LogLevel.Information ? "" : $"{logEntry.LogLevel}: ");
        textWriter.WriteLine(text.ReplaceLineEndings(" "));
    }

    // The first frame with a source line is in our own code.
    private static string Describe(Exception? exception)
    {
        if (exception is null)
        {
            return "";
        }

        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => frame.GetFileName() is not null);
        var place = frame is null ? "" : $" ({Path.GetFileName(frame.GetFileName())}:{frame.GetFileLineNumber()})";
        return $" {exception.GetType().Name}: {exception.Message}{place}";
    }
}
