using System.Net;
using Functions.Tests.Operating;
using Functions.Tests.Processing;

namespace Functions.Tests.Timing;

// Instances whose machine has the wrong time, beside one whose machine is right: all decide by storage's clock.
public sealed class WrongClockTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static TheoryData<int> MinutesAhead => [10, -10, 3 * 24 * 60, -3 * 24 * 60];

    [AzuriteTheory]
    [MemberData(nameof(MinutesAhead))]
    public async Task The_replay_window_is_around_the_true_time(int minutesAhead)
    {
        var ahead = TimeSpan.FromMinutes(minutesAhead);
        await using var app = await StartAsync(azurite.NewAccount(), ahead);

        (await PostAsync(app, Signed("now", Now))).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(app, Signed("by the wrong clock", Now + ahead))).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(app, Signed("ten minutes ago", Now.AddMinutes(-10)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(app, Signed("in ten minutes", Now.AddMinutes(10)))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [AzuriteTheory]
    [MemberData(nameof(MinutesAhead))]
    public async Task Rows_have_the_true_time(int minutesAhead)
    {
        await using var app = await StartAsync(azurite.NewAccount(), TimeSpan.FromMinutes(minutesAhead));
        var before = Now;

        await PostAsync(app, Signed("evt_1", Now));

        var row = (await app.RowsAsync("valara", "e|")).Single();
        row.GetDateTimeOffset("ReceivedAt")!.Value.ShouldBeInRange(before.AddSeconds(-3), Now.AddSeconds(3));
    }

    [AzuriteFact]
    public async Task A_sweep_of_one_that_is_ahead_removes_no_nonce_that_still_stops_a_replay()
    {
        var account = azurite.NewAccount();
        await using var right = await StartAsync(account, TimeSpan.Zero);
        await using var wrong = await StartAsync(account, TimeSpan.FromMinutes(15));
        var captured = Signed("evt_1", Now);
        (await PostAsync(right, captured)).ShouldBe(HttpStatusCode.Accepted);
        await right.ProcessAsync();

        await wrong.SweepAsync();

        (await right.RowsAsync("valara", "n|")).Count.ShouldBe(1);
        (await PostAsync(right, captured)).ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(wrong, captured)).ShouldBe(HttpStatusCode.Conflict);
    }

    [AzuriteFact]
    public async Task One_that_is_a_month_ahead_removes_no_event()
    {
        var account = azurite.NewAccount();
        await using var right = await StartAsync(account, TimeSpan.Zero);
        await using var wrong = await StartAsync(account, TimeSpan.FromDays(40));
        await PostAsync(right, Signed("evt_1", Now));
        await right.ProcessAsync();

        await wrong.SweepAsync();

        (await right.RowsAsync("valara", "e|")).Count.ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_that_runs_is_not_run_by_one_that_is_ahead_as_well(bool isReady)
    {
        var account = azurite.NewAccount();
        await using var run = await BeginAsync(account, new MachineClock(TimeSpan.Zero));
        await using var storage = await FaultyStorage.BeforeAsync(account);
        storage.Do(_ => isReady ? Fault.None : Fault.SlowAnswer(TimeSpan.FromSeconds(0.5)));
        await using var wrong = await StartAsync(storage.ConnectionString, TimeSpan.FromMinutes(10), run.Handler, waitUntilReady: isReady);
        var other = wrong.ProcessAsync(run.Message);
        await Task.WhenAny(other, Task.Delay(TimeSpan.FromSeconds(5)));
        await Task.WhenAll(run.EndAsync(), other);

        run.Handler.Calls.Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_message_that_the_host_gave_up_counts_no_crash_of_an_event_that_runs()
    {
        var account = azurite.NewAccount();
        await using var run = await BeginAsync(account, new MachineClock(TimeSpan.Zero));
        await using var storage = await FaultyStorage.BeforeAsync(account);
        storage.Do(_ => Fault.SlowAnswer(TimeSpan.FromSeconds(0.5)));
        await using var wrong = await StartAsync(storage.ConnectionString, TimeSpan.FromMinutes(10), run.Handler, waitUntilReady: false);

        await wrong.RecordPoisonAsync(run.Message);
        await run.EndAsync();

        (await run.App.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
        (await run.App.RowsAsync("valara", "e|")).Single().GetInt32("CrashesAlone").GetValueOrDefault().ShouldBe(0);
    }

    [AzuriteFact]
    public async Task Events_of_one_that_is_right_are_run_at_once_by_one_that_is_behind()
    {
        var (account, handler) = (azurite.NewAccount(), ScriptedHandler.Succeeding);
        await using var right = await StartAsync(account, TimeSpan.FromMinutes(-2));
        await using var wrong = await StartAsync(account, TimeSpan.FromMinutes(-10), handler);
        foreach (var number in Enumerable.Range(0, 20))
        {
            await PostAsync(right, Signed($"evt_{number}", Now));
        }

        await wrong.ProcessAsync();

        handler.Calls.Count.ShouldBe(20);
    }

    [AzuriteTheory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_clock_that_is_set_wrong_while_the_app_runs_changes_nothing(int minutesAhead)
    {
        var machine = new MachineClock(TimeSpan.Zero);
        await using var run = await BeginAsync(azurite.NewAccount(), machine);
        var app = run.App;

        // No answer of storage has told of it yet.
        machine.Set(TimeSpan.FromMinutes(minutesAhead));
        (await PostAsync(app, Signed("evt_2", Now))).ShouldBe(HttpStatusCode.Accepted);
        machine.Set(TimeSpan.Zero);
        machine.Set(TimeSpan.FromMinutes(minutesAhead));
        var other = app.ProcessAsync(run.Message);
        await Task.WhenAny(other, Task.Delay(TimeSpan.FromSeconds(3)));
        await Task.WhenAll(run.EndAsync(), other);
        await app.SweepAsync();

        run.Handler.Calls.Count.ShouldBe(1);
        (await PostAsync(app, run.Delivery)).ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(app, Signed("evt_3", Now))).ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteTheory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Not_even_the_first_delivery_after_a_start_is_judged_by_the_wrong_clock(int minutesAhead)
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        storage.Do(_ => Fault.SlowAnswer(TimeSpan.FromSeconds(1)));
        await using var app = await StartAsync(storage.ConnectionString, TimeSpan.FromMinutes(minutesAhead), waitUntilReady: false);

        var genuine = PostAsync(app, Signed("now", Now));
        var old = PostAsync(app, Signed("by the wrong clock", Now.AddMinutes(minutesAhead)));

        (await genuine, await old).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Unauthorized));
    }

    [AzuriteFact]
    public async Task Without_storage_a_signature_is_still_judged_and_an_age_is_not()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        storage.Do(_ => Fault.LoseRequest);
        await using var app = await StartAsync(storage.ConnectionString, TimeSpan.FromMinutes(10), waitUntilReady: false);

        (await PostAsync(app, Signed("evt_1", Now).With("X-Webhook-Signature", "sha256=" + new string('0', 64)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(app, Signed("evt_1", Now))).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [AzuriteFact]
    public async Task An_honest_machine_keeps_its_own_time()
    {
        await using var app = await StartAsync(azurite.NewAccount(), TimeSpan.Zero);
        await PostAsync(app, Signed("evt_1", Now));

        var clock = (TimeProvider)app.Services.GetService(typeof(TimeProvider))!;
        foreach (var _ in Enumerable.Range(0, 100))
        {
            clock.GetUtcNow().ShouldBeInRange(Now.AddMilliseconds(-20), Now.AddMilliseconds(500));
        }
    }

    private static SignedDelivery Signed(string eventId, DateTimeOffset at) => (From.Valara() with { SentAt = at }).About(eventId);

    private static async Task<HttpStatusCode> PostAsync(ReceiverApp app, SignedDelivery delivery)
    {
        using var answer = await app.PostAsync(delivery);
        return answer.StatusCode;
    }

    private static Task<ReceiverApp> StartAsync(string account, TimeSpan ahead, ScriptedHandler? handler = null, bool waitUntilReady = true) =>
        StartAsync(account, new MachineClock(ahead), handler, waitUntilReady);

    private static Task<ReceiverApp> StartAsync(string account, MachineClock machine, ScriptedHandler? handler = null, bool waitUntilReady = true) =>
        ReceiverApp.StartAsync(account, new() { ["Sources__valara__Deadline"] = "00:00:15" }, handler ?? ScriptedHandler.Succeeding, waitUntilReady: waitUntilReady, machine: machine);

    // An event whose handler has begun and does not end before it is told to.
    private static async Task<BegunRun> BeginAsync(string account, MachineClock machine)
    {
        var (began, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var handler = new ScriptedHandler(async (_, _) =>
        {
            began.TrySetResult();
            await go.Task;
        });
        var app = await StartAsync(account, machine, handler);
        var delivery = Signed("evt_1", Now);
        await PostAsync(app, delivery);
        var message = (await app.Queue.ReceiveMessagesAsync(1)).Value.Single().Body.ToString();
        var running = app.ProcessAsync(message);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return new BegunRun(app, handler, delivery, message, running, go);
    }

    private sealed record BegunRun(ReceiverApp App, ScriptedHandler Handler, SignedDelivery Delivery, string Message, Task Running, TaskCompletionSource Go) : IAsyncDisposable
    {
        public Task EndAsync()
        {
            Go.TrySetResult();
            return Running;
        }

        public async ValueTask DisposeAsync()
        {
            Go.TrySetResult();
            await App.DisposeAsync();
        }
    }
}
