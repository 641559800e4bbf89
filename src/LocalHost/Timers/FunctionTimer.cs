using LocalHost.Discovery;
using Microsoft.Extensions.Hosting;

namespace LocalHost.Timers;

// Runs one function by its schedule. Times that pass during a run are skipped.
internal sealed partial class FunctionTimer(Function function, Trigger.Timer trigger, IServiceProvider services) : BackgroundService
{
    // The longest delay of a .NET timer is some 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly Schedule schedule = new(function.Name, trigger.Schedule);
    private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();
    private readonly ILogger logger = services.GetRequiredService<ILogger<FunctionTimer>>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = default(DateTimeOffset);
        if (trigger.RunOnStartup)
        {
            last = await RunAsync(last, stoppingToken);
        }

        for (var due = schedule.After(clock.GetUtcNow()); await WaitAsync(due, stoppingToken); due = schedule.After(Later(due)))
        {
            last = await RunAsync(last, stoppingToken);
        }
    }

    // By elapsed time: a clock that is set back while the host runs would stop the timer for as long.
    private async Task<bool> WaitAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var (wait, began) = (due - clock.GetUtcNow(), clock.GetTimestamp());
        for (var left = wait; left > TimeSpan.Zero && !cancellationToken.IsCancellationRequested; left = wait - clock.GetElapsedTime(began))
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !cancellationToken.IsCancellationRequested;
    }

    // Elapsed time and the clock may differ by a little: the same moment is not due twice.
    private DateTimeOffset Later(DateTimeOffset due)
    {
        var now = clock.GetUtcNow();
        return now < due && due - now < TimeSpan.FromSeconds(1) ? due : now;
    }

    private async Task<DateTimeOffset> RunAsync(DateTimeOffset last, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await function.RunAsync(scope.ServiceProvider, new(Info(last, now), cancellationToken));
        }
        catch (Exception failure)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, failure, function.Name);
            }
        }

        return now;
    }

    private TimerInfo Info(DateTimeOffset last, DateTimeOffset now) => new()
    {
        ScheduleStatus = new() { Last = last.UtcDateTime, LastUpdated = last.UtcDateTime, Next = schedule.After(now).UtcDateTime },
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed; it runs again when it is next due.")]
        public static partial void Failed(ILogger logger, Exception failure, string function);
    }
}
