using Microsoft.AspNetCore.Http;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;

namespace Functions.Tests.Notifying;

/// <summary>What Slack's Web API answers a bot, and what follows.</summary>
public sealed class SlackApiTests : IAsyncLifetime, IDisposable
{
    private readonly ChannelHttp http = new(TimeProvider.System, TimeSpan.FromSeconds(2));
    private SlackWorkspace slack = null!;

    public async Task InitializeAsync() => slack = await SlackWorkspace.StartAsync();

    public async Task DisposeAsync() => await slack.DisposeAsync();

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData(SlackWorkspace.Channel)]
    [InlineData("#alerts")]
    public async Task A_bot_posts_to_a_channel_by_id_or_name(string channel)
    {
        (await SendAsync(slack.Target(channel: channel))).ShouldBeOfType<ChannelOutcome.Sent>();

        slack.Posts.ShouldHaveSingleItem().Headline.ShouldBe("Error: Media delivery failed");
    }

    [Theory]
    [InlineData("channel_not_found", "check Channel")]
    [InlineData("not_in_channel", "/invite")]
    [InlineData("is_archived", "archived")]
    [InlineData("invalid_auth", "Bot User OAuth Token")]
    [InlineData("token_revoked", "Bot User OAuth Token")]
    [InlineData("account_inactive", "Bot User OAuth Token")]
    [InlineData("missing_scope", "chat:write")]
    [InlineData("msg_too_long", "dead letter")]
    [InlineData("invalid_blocks", "dead letter")]
    [InlineData("restricted_action", "administrator")]
    public async Task An_error_that_somebody_must_act_on_is_permanent_and_says_how(string error, string remedy)
    {
        slack.Fail = (_, _) => error;

        var failed = (await SendAsync()).ShouldBeOfType<ChannelOutcome.Failed>();

        failed.Permanent.ShouldBeTrue();
        failed.Reason.ShouldStartWith($"Slack answered {error}: ");
        failed.Reason.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("fatal_error")]
    [InlineData("service_unavailable")]
    [InlineData("ratelimited")]
    [InlineData("something_new")]
    public async Task Other_errors_pass(string error)
    {
        slack.Fail = (_, _) => error;

        (await SendAsync()).ShouldBe(new ChannelOutcome.Failed($"Slack answered {error}.", Permanent: false));
    }

    [Fact]
    public async Task A_rate_limit_says_how_long_to_wait()
    {
        slack.Instead = context => Answer(context, 429, """{"ok":false,"error":"ratelimited"}""", "30");

        (await SendAsync()).ShouldBe(new ChannelOutcome.RetryAfter(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>proxy</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"ok":"yes"}""")]
    [InlineData("""{"ok":false,"error":7}""")]
    [InlineData("""{"ok":false}""")]
    public async Task What_is_no_answer_of_Slack_fails_for_now(string body)
    {
        slack.Instead = context => Answer(context, 200, body);

        (await SendAsync()).ShouldBe(new ChannelOutcome.Failed("The answer is not one of Slack's.", Permanent: false));
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        slack.Instead = context => Answer(context, 200, new string(' ', 10_000_000));

        (await SendAsync()).ShouldBeOfType<ChannelOutcome.Failed>().Permanent.ShouldBeFalse();
    }

    [Fact]
    public async Task An_error_of_Slack_is_one_line_and_short()
    {
        slack.Fail = (_, _) => "new\r\nline" + new string('x', 5_000);

        var reason = (await SendAsync()).ShouldBeOfType<ChannelOutcome.Failed>().Reason;

        reason.Length.ShouldBeLessThan(100);
        reason.ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_wrong_token_is_not_repeated()
    {
        var failed = (await SendAsync(slack.Target(token: "xoxb-wrong-token-wrong-token"))).ShouldBeOfType<ChannelOutcome.Failed>();

        failed.Reason.ShouldStartWith("Slack answered invalid_auth");
        failed.Reason.ShouldNotContain("wrong");
        $"{slack.Target()}".ShouldNotContain("xoxb");
    }

    private Task<ChannelOutcome> SendAsync(ChannelTarget? target = null) =>
        ChannelFactory.Create(new() { Name = "team", Target = target ?? slack.Target() }, http, TimeProvider.System).SendAsync(
            new() { Id = "ntf_1", Kind = MessageKind.Immediate, Severity = Severity.Error, Title = "Media delivery failed", What = "The cloud is full.", At = SignedDelivery.Noon }, CancellationToken.None);

    private static bool Answer(HttpContext context, int status, string body, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        _ = context.Response.WriteAsync(body);
        return true;
    }
}
