namespace LocalHost.Queues;

// Logs once that storage is lost and once that it is back, whichever listener notices first.
internal sealed partial class StorageMonitor(ILogger<StorageMonitor> logger)
{
    private int lost;

    public void ReportLost(Exception failure)
    {
        if (Interlocked.Exchange(ref lost, 1) == 0)
        {
            Log.Lost(logger, Reason(failure));
        }
    }

    public void ReportAnswer()
    {
        if (Volatile.Read(ref lost) == 1 && Interlocked.Exchange(ref lost, 0) == 1)
        {
            Log.Back(logger);
        }
    }

    private static string Reason(Exception failure) =>
        (failure is AggregateException { InnerException: { } first } ? first : failure).Message.Split('\n')[0].Trim();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Storage does not answer; queues wait until it does. {Reason}")]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Storage is back; queues continue.")]
        public static partial void Back(ILogger logger);
    }
}
