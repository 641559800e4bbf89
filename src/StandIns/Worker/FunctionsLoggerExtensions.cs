#nullable enable

using System.Collections.ObjectModel;

namespace Microsoft.Extensions.Logging;

// The host tells a metric from a log line by the event's name and reads the two keys; the text is empty.
public static class FunctionsLoggerExtensions
{
    private static readonly EventId MetricEvent = new(1, "MS_LogMetric");

    public static void LogMetric(this ILogger logger, string name, double value, IDictionary<string, object>? properties = null)
    {
        var state = new Dictionary<string, object>(properties ?? ReadOnlyDictionary<string, object>.Empty) { ["Name"] = name, ["Value"] = value };
        logger?.Log(LogLevel.Information, MetricEvent, new ReadOnlyDictionary<string, object>(state), null, (_, _) => "");
    }
}
