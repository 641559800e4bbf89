using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace LocalHost.Output;

/// <summary>One short line per log event: time, level unless it is information, message, and what was thrown where.</summary>
internal sealed class ShortLines() : ConsoleFormatter(nameof(ShortLines))
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception) + Thrown(logEntry.Exception);
        if (text.Length == 0)
        {
            // A metric for the host: it is in the state, and says nothing.
            return;
        }

        textWriter.Write(TimeProvider.System.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(logEntry.LogLevel == LogLevel.Information ? "" : $"{logEntry.LogLevel}: ");
        textWriter.WriteLine(OneLine(text));
    }

    // The first frame with a source line is in our own code, and that is where to look.
    private static string Thrown(Exception? exception)
    {
        if (exception is null)
        {
            return "";
        }

        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => frame.GetFileName() is not null);
        var place = frame is null ? "" : $" ({Path.GetFileName(frame.GetFileName())}:{frame.GetFileLineNumber()})";
        return $" {exception.GetType().Name}: {exception.Message}{place}";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
