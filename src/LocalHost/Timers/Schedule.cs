using NCrontab;

namespace LocalHost.Timers;

/// <summary>Six NCRONTAB fields, in UTC, as a timer in Azure has them without WEBSITE_TIME_ZONE.</summary>
internal sealed class Schedule
{
    private readonly CrontabSchedule crontab;

    public Schedule(string function, string text) =>
        crontab = CrontabSchedule.TryParse(text, new() { IncludingSeconds = true })
            ?? throw new CannotStartException($"{function}: LocalHost does not know the schedule \"{text}\"; it knows six NCRONTAB fields (second minute hour day month weekday), for example \"0 */5 * * * *\".");

    public DateTimeOffset After(DateTimeOffset now) => new(crontab.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero);
}
