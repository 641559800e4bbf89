using Functions.Tests.Counting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Receiving;

// Senders with slow or broken connections. Storage is not to blame for them, and nobody is woken.
public sealed class SlowSenderTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("Content-Length: 1300")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_body_that_trickles_in_within_its_deadline_is_accepted(string framing)
    {
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new() { ["Sources__standard-webhooks__Deadline"] = "00:00:25", ["Sources__standard-webhooks__BodyDeadline"] = "00:00:20" });
        var delivery = From.StandardWebhooks().WithBody(new byte[1300]);
        byte[] body = framing.StartsWith('T') ? [.. "514\r\n"u8, .. delivery.Body, .. "\r\n0\r\n\r\n"u8] : delivery.Body;

        await using var request = await RawRequest.BeginAsync(app, delivery, framing);
        await request.SendSlowlyAsync(body, atOnce: 100, TimeSpan.FromSeconds(0.5));

        (await request.AnswerAsync()).ShouldStartWith("HTTP/1.1 202");
    }

    [AzuriteTheory]
    [InlineData("Content-Length: 1300", true)]
    [InlineData("Content-Length: 1300", false)]
    [InlineData("Transfer-Encoding: chunked", true)]
    [InlineData("Transfer-Encoding: chunked", false)]
    public async Task A_sender_that_hangs_up_is_counted_as_aborted_and_is_no_failure(string framing, bool reset)
    {
        var account = azurite.NewAccount();
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(account, overrides: services => services.AddSingleton<ILoggerProvider>(log));

        await using (var request = await RawRequest.BeginAsync(app, From.StandardWebhooks(), framing))
        {
            await request.SendAsync("5\r\nab"u8.ToArray());
            await Task.Delay(100);
            request.HangUp(reset);
        }

        await Eventually.Async(() => Task.FromResult(log.Collector.GetSnapshot().Any(line => line.Message.Contains("aborted", StringComparison.Ordinal))));
        await app.FlushAsync();
        var counts = await Rollups.SumAsync(account, "standard-webhooks", "i|");
        (counts.Unavailable, counts.Refused.GetValueOrDefault("aborted"), counts.Refused.Count).ShouldBe((0, 1, 1));
        log.Collector.GetSnapshot().ShouldAllBe(line => line.Level < LogLevel.Error);
        (await app.RowsAsync("standard-webhooks")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_body_that_is_too_slow_is_no_error()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new() { ["Sources__standard-webhooks__BodyDeadline"] = "00:00:01" }, overrides: services => services.AddSingleton<ILoggerProvider>(log));

        await using var request = await RawRequest.BeginAsync(app, From.StandardWebhooks(), "Content-Length: 1300");

        (await request.AnswerAsync()).ShouldStartWith("HTTP/1.1 408");
        log.Collector.GetSnapshot().ShouldAllBe(line => line.Level < LogLevel.Error);
    }

    [AzuriteFact]
    public async Task A_body_that_took_all_of_the_deadline_leaves_storage_no_time_and_is_too_slow()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(),
            new() { ["Sources__standard-webhooks__Deadline"] = "00:00:01", ["Sources__standard-webhooks__BodyDeadline"] = "00:00:01" },
            overrides: services => services.AddSingleton<ILoggerProvider>(log));

        await using var request = await RawRequest.BeginAsync(app, From.StandardWebhooks(), "Content-Length: 1300");

        (await request.AnswerAsync()).ShouldStartWith("HTTP/1.1 408");
        log.Collector.GetSnapshot().ShouldAllBe(line => line.Level < LogLevel.Error);
    }
}
