using LocalHost.Settings;
using NCrontab;

namespace LocalHost.Timers;

// Six NCRONTAB fields in UTC, as in Azure without WEBSITE_TIME_ZONE.
internal sealed class Schedule
{
    private readonly CrontabSchedule crontab;

    public Schedule(string function, string text) =>
        crontab = CrontabSchedule.TryParse(text, new() { IncludingSeconds = true })
            ?? throw new CannotStartException($"{function}: LocalHost does not support the schedule \"{text}\"; write six NCRONTAB fields (second minute hour day month weekday), for example \"0 */5 * * * *\".");

    public DateTimeOffset After(DateTimeOffset now) => new(crontab.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero);
}
