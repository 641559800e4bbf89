using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Functions.Tests.Senders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Notifying;

namespace Functions.Tests.Timing;

// A machine whose clock is wrong harms nothing, and people are told.
public sealed class ReportedClockTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IDisposable
{
    private readonly FakeLoggerProvider log = new();

    [AzuriteTheory]
    [InlineData(600, "ahead of")]
    [InlineData(-600, "behind")]
    [InlineData(9, "ahead of")]
    public async Task A_wrong_clock_is_in_the_log_in_readiness_and_in_a_notification_until_it_is_right(int secondsAhead, string direction)
    {
        var machine = new MachineClock(TimeSpan.FromSeconds(secondsAhead));
        await using var app = await StartAsync(machine);

        var (status, problem) = await AskAsync(app);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem.ShouldNotBeNull().ShouldMatch($"^this machine's clock is [0-9]+ s {direction} storage's, which is used instead$");
        int.Parse(problem.Split(' ')[4], CultureInfo.InvariantCulture).ShouldBeInRange(Math.Abs(secondsAhead) - 2, Math.Abs(secondsAhead) + 2);
        Lines(LogLevel.Error).Single().ShouldContain("Set the machine's clock.");
        var notice = await NoticeAsync(app);
        notice.ShouldSatisfyAllConditions(
            () => notice.Rule.ShouldBe("receiver.machine-clock"),
            () => notice.Title.ShouldContain(Environment.MachineName),
            () => notice.Recovered.ShouldBeFalse());

        machine.Set(TimeSpan.Zero);
        await Eventually.Async(async () => (await AskAsync(app)).Status == HttpStatusCode.OK);
        Lines(LogLevel.Information).Single().ShouldBe("This machine's clock agrees with storage's again.");
        var recovery = await NoticeAsync(app);
        (recovery.Rule, recovery.Subject, recovery.Recovered).ShouldBe((notice.Rule, notice.Subject, true));
    }

    [AzuriteFact]
    public async Task A_clock_that_was_set_wrong_is_reported_though_no_delivery_comes()
    {
        var machine = new MachineClock(TimeSpan.Zero);
        await using var app = await StartAsync(machine);

        machine.Set(TimeSpan.FromMinutes(-10));
        app.Services.GetRequiredService<TimeProvider>().GetUtcNow();

        await Eventually.Async(() => Task.FromResult(Lines(LogLevel.Error).Any()));
        (await NoticeAsync(app)).Rule.ShouldBe("receiver.machine-clock");
    }

    [AzuriteTheory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_clock_that_is_right_or_nearly_so_is_not_worth_a_word(int secondsAhead)
    {
        await using var app = await StartAsync(new MachineClock(TimeSpan.FromSeconds(secondsAhead)));

        (await AskAsync(app)).ShouldBe((HttpStatusCode.OK, null));
        Lines(LogLevel.Error).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task How_far_it_may_be_off_is_a_setting()
    {
        await using var app = await StartAsync(new MachineClock(TimeSpan.FromMinutes(1)), maxSkew: "00:02:00");

        (await AskAsync(app)).ShouldBe((HttpStatusCode.OK, null));
        Lines(LogLevel.Error).ShouldBeEmpty();
    }

    public void Dispose() => log.Dispose();

    private Task<ReceiverApp> StartAsync(MachineClock machine, string? maxSkew = null) => ReceiverApp.StartAsync(
        azurite.NewAccount(), new(NotifiedQueue.Channel) { ["Health__MaxClockSkew"] = maxSkew }, machine: machine,
        overrides: services => services.AddSingleton<ILoggerProvider>(log));

    private IEnumerable<string> Lines(LogLevel level) =>
        log.Collector.GetSnapshot().Where(line => line.Level == level && line.Category == "Webhooks.Monitoring.ClockWatch").Select(line => line.Message);

    private static async Task<Notice> NoticeAsync(ReceiverApp app)
    {
        var notices = new List<Notice>();
        await Eventually.Async(async () =>
        {
            notices.AddRange((await app.NotifiedAsync()).Select(notification => notification.Notice));
            return notices.Count > 0;
        });
        return notices.Single();
    }

    private static async Task<(HttpStatusCode Status, string? Problem)> AskAsync(ReceiverApp app)
    {
        using var answer = await app.Http.GetAsync("health/ready");
        var checks = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["checks"]!.AsArray();
        return (answer.StatusCode, (string?)checks.Single(check => (string)check!["name"]! == "clock")!["problem"]);
    }
}
