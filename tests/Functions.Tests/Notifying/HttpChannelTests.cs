using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Functions.Tests.Notifying;

[Collection(Alone.Collection)]
public sealed class HttpChannelTests : IAsyncLifetime, IDisposable
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly ChannelMessage Message = new()
    {
        Id = "ntf_1",
        Kind = MessageKind.Digest,
        Severity = Severity.Error,
        Title = "12 more like <!channel> & co",
        What = "*Read* <https://evil.example.com|me>",
        Source = "valara",
        At = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Count = 12,
        Total = 13,
        Examples = ["job <1>", "job 2"],
    };

    private readonly ChannelHttp http = new(TimeProvider.System, TimeSpan.FromSeconds(2));
    private ChannelEndpoint endpoint = null!;

    public async Task InitializeAsync() => endpoint = await ChannelEndpoint.StartAsync();

    public async Task DisposeAsync() => await endpoint.DisposeAsync();

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(429, false)]
    [InlineData(408, false)]
    [InlineData(404, true)]
    [InlineData(410, true)]
    [InlineData(302, true)]
    [InlineData(399, true)]
    [InlineData(400, true)]
    public async Task An_answer_that_is_no_success_fails_for_now_or_for_good(int status, bool isPermanent)
    {
        endpoint.AnswerWith(status, "Location", "http://127.0.0.1:1/");

        var failed = (await SendAsync(Slack)).ShouldBeOfType<ChannelOutcome.Failed>();

        failed.Permanent.ShouldBe(isPermanent);
        failed.Reason.ShouldContain($"{status}");
        failed.Reason.Contains("redirects are not followed", StringComparison.Ordinal).ShouldBe(status is >= 300 and < 400);
        failed.Reason.ShouldNotContain("secret-path");
        endpoint.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Patience_that_is_asked_for_is_an_outcome()
    {
        endpoint.AnswerWith(429, "Retry-After", "77");
        (await SendAsync(Slack)).ShouldBe(new ChannelOutcome.RetryAfter(TimeSpan.FromSeconds(77)));

        endpoint.AnswerWith(503, "Retry-After", TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("R"));
        (await SendAsync(Slack)).ShouldBeOfType<ChannelOutcome.RetryAfter>().Wait.ShouldBeInRange(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Slow_dropped_and_refused_connections_fail_for_now()
    {
        endpoint.Answer = context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await FailsForNowAsync("No answer within 2 s.");

        endpoint.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await FailsForNowAsync("No answer: ");

        await endpoint.DisposeAsync();
        await FailsForNowAsync("No answer: ConnectionError.");
    }

    [Fact]
    public async Task In_Slack_nothing_that_a_sender_writes_is_a_mention_or_a_link()
    {
        (await SendAsync(Slack)).ShouldBeOfType<ChannelOutcome.Sent>();

        var texts = SlackTests.Texts(JsonDocument.Parse(endpoint.Received.Single().Body).RootElement).ToList();
        texts.ShouldContain("Error: 12 more like &lt;!channel&gt; &amp; co");
        texts.ShouldContain("*Read* &lt;https://evil.example.com|me&gt;");
        texts.ShouldContain("*Some of them*\n• job &lt;1&gt;\n• job 2");
        texts.ShouldContain("*Count*\n12 new, 13 in total");
        texts.ShouldAllBe(text => !text.Contains('<'));
    }

    [Fact]
    public async Task Texts_are_cut_to_the_limits_of_Slack_and_never_inside_an_escape_or_a_character()
    {
        await SendAsync(Slack, Message with { Title = string.Concat(Enumerable.Repeat("&🙂", 200)), What = new string('<', 9_000), Examples = [new string('&', 9_000)], Note = new string('>', 9_000) });

        var json = JsonDocument.Parse(endpoint.Received.Single().Body).RootElement;
        var blocks = json.GetProperty("blocks").EnumerateArray().ToList();
        var title = blocks[0].GetProperty("text").GetProperty("text").GetString()!;
        title.Length.ShouldBeLessThanOrEqualTo(150);
        title.ShouldEndWith("…");
        title.Replace("&amp;", "", StringComparison.Ordinal).Replace("🙂", "", StringComparison.Ordinal).ShouldBe("Error: …");
        SlackTests.Texts(json).ShouldAllBe(text => text.Length <= 3_000);
        blocks.Count.ShouldBeLessThan(50);
    }

    [Fact]
    public async Task What_an_https_channel_sends_verifies_as_Standard_Webhooks()
    {
        var key = SecretKey.Read(Key, KeyForm.Whsec, out _)!;

        (await SendAsync(new ChannelTarget.Https(new Uri(endpoint.Url), key))).ShouldBeOfType<ChannelOutcome.Sent>();

        var received = endpoint.Received.Single();
        var scheme = new StandardWebhooksScheme();
        var secret = Secret.Read(Key, scheme.KeyForms, out _)!;
        var verified = scheme.Verify(received, [secret], scheme.DefaultWindow, TimeProvider.System.GetUtcNow()).ShouldBeOfType<Verification.Verified>();
        (verified.Event.EventId, verified.Event.EventType).ShouldBe(("ntf_1", "notification.digest"));
        verified.Event.OccurredAt.ShouldBe(Message.At);
        received.Headers.Find("Content-Type").ShouldBe("application/json");
        var data = JsonDocument.Parse(received.Body).RootElement.GetProperty("data");
        (data.GetProperty("count").GetInt32(), data.GetProperty("severity").GetString(), data.GetProperty("title").GetString()).ShouldBe((12, "Error", Message.Title));
        Encoding.UTF8.GetString(received.Body.Span).ShouldNotContain("MfKQ9r8");
    }

    [Fact]
    public async Task No_trace_is_left_that_could_carry_the_address()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await SendAsync(Slack);

        traces.SelectMany(trace => trace.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains("secret-path"));
        endpoint.Received.Single().Headers.Find("traceparent").ShouldBeNull();
    }

    private ChannelTarget.Slack Slack => new(new Uri(endpoint.Url));

    private async Task FailsForNowAsync(string reason)
    {
        var failed = (await SendAsync(Slack).WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeOfType<ChannelOutcome.Failed>();
        failed.Permanent.ShouldBeFalse();
        failed.Reason.ShouldStartWith(reason);
        failed.Reason.ShouldNotContain("secret-path");
    }

    private Task<ChannelOutcome> SendAsync(ChannelTarget target, ChannelMessage? message = null) =>
        ChannelFactory.Create(new ChannelOptions { Name = "team", Target = target }, http, TimeProvider.System).SendAsync(message ?? Message, CancellationToken.None);
}
