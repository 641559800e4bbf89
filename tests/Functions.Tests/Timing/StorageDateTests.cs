using System.Globalization;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Webhooks.Storage;
using Webhooks.Timing;

namespace Functions.Tests.Timing;

// What the clock learns from the answers of storage, whatever they say.
public sealed class StorageDateTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, 250, TimeSpan.Zero);

    private readonly Machine machine = new(Start);
    private readonly DatedAnswers answers = new();
    private readonly StorageClock clock;
    private readonly HttpClientTransport transport;
    private readonly HttpPipeline pipeline;

    public StorageDateTests()
    {
        clock = new StorageClock(machine);
        transport = new HttpClientTransport(new HttpClient(answers));
        pipeline = HttpPipelineBuilder.Build(new TableClientOptions { Transport = transport, Retry = { MaxRetries = 0 } }, new StorageClockPolicy(clock));
    }

    public static TheoryData<string?> NoDates => [null, "", "yesterday", "0", "Sun, 32 Nov 2026 12:00:00 GMT", "Sun, 29 Nov 2026 12:00:00", "2036-01-01T00:00:00Z"];

    [Theory]
    [MemberData(nameof(NoDates))]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task What_is_no_date_that_can_be_true_changes_nothing(string? date)
    {
        await AskAsync(date, times: 5);

        clock.GetUtcNow().ShouldBe(Start);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-600)]
    [InlineData(86400 * 400)]
    public async Task Two_answers_that_agree_correct_a_machine_and_one_does_not(int seconds)
    {
        var truth = Start.AddSeconds(seconds);

        await AskAsync(truth);
        clock.GetUtcNow().ShouldBe(Start);
        await AskAsync(truth);

        clock.GetUtcNow().ShouldBeInRange(truth.AddSeconds(-1), truth.AddSeconds(1));
    }

    [Fact]
    public async Task One_server_of_storage_that_is_wrong_is_not_believed_among_others_that_are_right()
    {
        foreach (var _ in Enumerable.Range(0, 10))
        {
            await AskAsync(Start.AddHours(1));
            await AskAsync(Start);
        }

        clock.GetUtcNow().ShouldBe(Start);
    }

    [Fact]
    public async Task Answers_that_contradict_each_other_are_not_believed()
    {
        foreach (var hour in Enumerable.Range(1, 10))
        {
            await AskAsync(Start.AddHours(hour));
        }

        clock.GetUtcNow().ShouldBe(Start);
    }

    [Fact]
    public async Task An_answer_that_is_not_storages_teaches_nothing()
    {
        answers.IsStorage = false;

        await AskAsync(Start.AddHours(1), times: 5);

        clock.GetUtcNow().ShouldBe(Start);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_refusal_of_storage_bears_its_date_too(HttpStatusCode status)
    {
        answers.Status = status;

        await AskAsync(Start.AddHours(1), times: 2);

        clock.GetUtcNow().ShouldBeGreaterThan(Start.AddMinutes(59));
    }

    [Fact]
    public async Task A_machine_that_is_right_keeps_every_millisecond()
    {
        for (var ms = 0; ms < 3000; ms += 50)
        {
            machine.Pass(TimeSpan.FromMilliseconds(50));
            // Written by a server that renews its text each second, and late.
            await AskAsync(machine.GetUtcNow().AddMilliseconds(-(ms % 900)));
            clock.GetUtcNow().ShouldBe(machine.GetUtcNow());
        }
    }

    [Fact]
    public async Task A_slow_answer_says_no_more_than_it_can()
    {
        answers.Take = () => machine.Pass(TimeSpan.FromSeconds(20));
        var sent = machine.GetUtcNow();

        await AskAsync(sent, times: 1);
        await AskAsync(sent.AddSeconds(20), times: 1);

        clock.GetUtcNow().ShouldBe(machine.GetUtcNow());
    }

    [Fact]
    public async Task A_corrected_clock_does_not_jump_about()
    {
        await AskAsync(Start.AddMinutes(-10), times: 2);
        var offset = clock.Offset;

        for (var ms = 0; ms < 5000; ms += 37)
        {
            machine.Pass(TimeSpan.FromMilliseconds(37));
            await AskAsync(machine.GetUtcNow().AddMinutes(-10));
            clock.Offset.ShouldBe(offset);
        }
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-600)]
    public async Task A_step_of_the_machine_is_not_followed_unless_storage_confirms_it(int seconds)
    {
        await AskAsync(Start);
        var doubts = 0;
        clock.Doubted += () => doubts++;

        machine.Step(TimeSpan.FromSeconds(seconds));
        machine.Pass(TimeSpan.FromSeconds(5));
        clock.GetUtcNow().ShouldBe(Start.AddSeconds(5));
        (doubts, clock.Settled.IsCompleted).ShouldBe((1, false));
        await AskAsync(Start.AddSeconds(5));

        clock.Settled.IsCompleted.ShouldBeTrue();
        clock.GetUtcNow().ShouldBe(Start.AddSeconds(5));
        clock.Offset.TotalSeconds.ShouldBe(-seconds);
    }

    // A machine that slept has the right time when it wakes, and its timestamps stood still.
    [Fact]
    public async Task A_machine_that_slept_is_believed_once_storage_confirms_it()
    {
        await AskAsync(Start);

        machine.Step(TimeSpan.FromHours(8));
        var before = clock.GetUtcNow();
        await AskAsync(Start.AddHours(8), times: 2);

        before.ShouldBe(Start);
        (clock.GetUtcNow(), clock.Offset, clock.Settled.IsCompleted).ShouldBe((Start.AddHours(8), TimeSpan.Zero, true));
    }

    [Fact]
    public async Task A_machine_that_is_set_right_is_left_alone_again()
    {
        await AskAsync(Start.AddMinutes(-10), times: 3);
        var changes = 0;
        clock.OffsetChanged += () => changes++;

        machine.Step(TimeSpan.FromMinutes(-10));
        await AskAsync(Start.AddMinutes(-10));

        (clock.GetUtcNow(), clock.Offset, changes).ShouldBe((Start.AddMinutes(-10), TimeSpan.Zero, 1));
    }

    [Fact]
    public async Task Where_storage_does_not_say_what_time_it_is_the_machine_is_believed()
    {
        clock.Doubt();
        await AskAsync("garbage", times: 5);
        clock.Settled.IsCompleted.ShouldBeFalse();

        clock.Settle();
        machine.Step(TimeSpan.FromHours(8));
        clock.Settle();

        (clock.GetUtcNow(), clock.Settled.IsCompleted).ShouldBe((Start.AddHours(8), true));
    }

    [Fact]
    public async Task Elapsed_time_and_timers_are_the_machines()
    {
        await AskAsync(Start.AddMinutes(10), times: 2);
        var began = clock.GetTimestamp();
        machine.Pass(TimeSpan.FromSeconds(3));
        machine.Step(TimeSpan.FromHours(1));

        clock.GetElapsedTime(began).ShouldBe(TimeSpan.FromSeconds(3));
    }

    public void Dispose()
    {
        transport.Dispose();
        answers.Dispose();
    }

    private Task AskAsync(DateTimeOffset date, int times = 1) => AskAsync(date.ToString("r", CultureInfo.InvariantCulture), times);

    private async Task AskAsync(string? date, int times)
    {
        answers.Date = date;
        for (var time = 0; time < times; time++)
        {
            using var request = pipeline.CreateRequest();
            request.Uri.Reset(new Uri("http://storage.example/"));
            using var answer = await pipeline.SendRequestAsync(request, CancellationToken.None);
        }
    }

    private sealed class Machine(DateTimeOffset now) : TimeProvider
    {
        private long passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => passed;

        public void Pass(TimeSpan time) => (now, passed) = (now + time, passed + time.Ticks);

        public void Step(TimeSpan by) => now += by;
    }
}
