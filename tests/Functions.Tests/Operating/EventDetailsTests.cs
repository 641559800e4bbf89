using System.Net;
using Cli;
using Cli.Rendering;
using Functions.Tests.Notifying;
using Functions.Tests.Processing;
using Microsoft.AspNetCore.Http;
using Webhooks.Events;

namespace Functions.Tests.Operating;

public sealed class EventDetailsTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static ScriptedHandler Failing => new((_, _) => throw new PermanentFailureException("no disk"));

    [AzuriteFact]
    public async Task An_event_is_shown_with_its_headers_and_body_and_without_secrets_and_signatures()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = From.Valara().WithBody(body => body["data"]!["access"] = new System.Text.Json.Nodes.JsonObject { ["password"] = "hunter2-of-the-camera", ["user"] = "<b>x</b>" })
            .With("User-Agent", "valara/1 hunter2-of-the-camera");
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();

        var text = await app.Http.GetStringAsync(new Uri("operator/events/valara?id=" + delivery.Id, UriKind.Relative));
        var view = await app.AskAsync("events/valara?id=" + delivery.Id);

        text.ShouldNotContain("hunter2");
        text.ShouldNotContain(delivery.Secret);
        text.ShouldNotContain(delivery.Header("X-Webhook-Signature")["sha256=".Length..]);
        ((string)view["content_type"]!).ShouldBe("application/json");
        ((string)view["body"]!).ShouldContain("\"password\": \"[redacted]\"");
        ((string)view["body"]!).ShouldContain("\"user\": \"<b>x</b>\"");
        var headers = view["headers"]!.AsArray().ToDictionary(header => (string)header!["key"]!, header => (string)header!["value"]!);
        headers["X-Webhook-Timestamp"].ShouldBe(delivery.Unix);
        headers["X-Webhook-Signature"].ShouldBe("(71 characters, not shown)");
        headers["User-Agent"].ShouldBe("valara/1 [redacted]");
        ((string)view["admission"]!).ShouldBe($"accepted on arrival, signed with the secret {delivery.Read().Fingerprint}");
        view["notifications"]!.AsArray().ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task The_line_to_check_with_verifies_the_captured_delivery()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = From.Valara();
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();
        using var captured = new Folder();
        await File.WriteAllBytesAsync(Path.Combine(captured.Path, "delivery.body"), delivery.Body);
        await File.WriteAllLinesAsync(Path.Combine(captured.Path, "delivery.headers"), delivery.Sign(delivery).Select(field => $"{field.Name}: {field.Value}"));

        var line = (string)(await app.AskAsync("events/valara?id=" + delivery.Id))["check"]!;
        await using var output = new StringWriter();
        var variables = new Dictionary<string, string> { ["WEBHOOK_SECRET"] = delivery.Secret };
        var code = await Hook.RunAsync(
            line.Split(' ')[1..], new CliContext(output, output, TextReader.Null, captured.Path, variables, TimeProvider.System), CancellationToken.None);

        line.ShouldStartWith("hook check --scheme valara --secret env:WEBHOOK_SECRET ");
        code.ShouldBe(0, output.ToString());
    }

    [AzuriteFact]
    public async Task A_line_to_check_with_names_the_parts_of_a_scheme_that_is_made_of_settings()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new()
        {
            ["Sources__shop__Scheme"] = "hmac",
            ["Sources__shop__Hmac__SignatureHeader"] = "X-Sig",
            ["Sources__shop__Hmac__SignedContent"] = "it's {body}",
            ["Sources__shop__Secrets__0__Value"] = "a-secret-of-the-laboratory-0042",
        });
        var delivery = From.Hmac(new() { SignatureHeader = "X-Sig", SignedContent = "it's {body}" }, sent => [("X-Sig", From.Hex(sent.Key, "it's ", sent.Body))]);
        (await app.PostAsync(delivery, "shop")).EnsureSuccessStatusCode();
        var id = (string)(await app.LogAsync("log?source=shop")).Single()["id"]!;

        ((string)(await app.AskAsync("events/shop?id=" + id))["check"]!).ShouldContain(
            " --hmac SignatureHeader=X-Sig --hmac 'SignedContent=it'\\''s {body}' --headers ");
    }

    [AzuriteFact]
    public async Task A_body_that_is_no_JSON_or_endless_is_shown_as_far_as_it_is_of_use()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        (await app.PostAsync(From.StandardWebhooks() with { Id = "bytes", RawBody = [0xFF, 0x00, 0x01] })).EnsureSuccessStatusCode();
        (await app.PostAsync(From.StandardWebhooks().WithBody($$"""{"text":"{{new string('x', 300_000)}}"}""") with { Id = "endless" })).EnsureSuccessStatusCode();

        ((string)(await app.AskAsync("events/standard-webhooks?id=bytes"))["body"]!).ShouldBe("(3 bytes that are not JSON)");
        var endless = (string)(await app.AskAsync("events/standard-webhooks?id=endless"))["body"]!;
        endless.ShouldEndWith("… (the first 262,144 characters of 300,011 bytes)");
        endless.Length.ShouldBeLessThan(262_300);
    }

    [AzuriteFact]
    public async Task What_people_were_told_stands_beside_the_event_as_long_as_the_event()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.App.ProcessAsync(["evt_1", "evt_2", "evt_3"]);
        await app.NotifyAsync(NotifyingApp.Failed(), "evt_1");
        await app.DrainAsync();
        await app.NotifyAsync(NotifyingApp.Failed(), "evt_2");
        slack.Answer = context =>
        {
            context.Response.StatusCode = 400;
            return Task.CompletedTask;
        };
        await app.NotifyAsync(NotifyingApp.Failed("delivery-job of another"), "evt_3");
        await app.DrainAsync();

        (await ToldAsync(app, "evt_1")).ShouldBe("team valara.delivery-failed sent");
        (await ToldAsync(app, "evt_2")).ShouldBe("team valara.delivery-failed folded");
        (await ToldAsync(app, "evt_3")).ShouldBe("team valara.delivery-failed failed");

        await app.PassAsync(TimeSpan.FromDays(29));
        (await app.RowsAsync("~told")).Count.ShouldBe(6);
        await app.PassAsync(TimeSpan.FromDays(2));
        (await app.RowsAsync("~told")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_message_that_waits_is_queued()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        slack.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.App.ProcessAsync(["evt_1"]);
        await app.NotifyAsync(NotifyingApp.Failed(), "evt_1");
        await app.DrainAsync();

        (await ToldAsync(app, "evt_1")).ShouldBe("team valara.delivery-failed queued");
    }

    [AzuriteFact]
    public async Task A_note_joins_the_history_of_a_dead_letter_and_changes_nothing_else()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: Failing);
        await app.ProcessAsync(["evt_1"]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            using var answer = await app.OrderAsync("notes/valara", $$"""{"event_id":"evt_1","note":"asked the sender ({{number}})","who":"ann"}""");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }));

        (await app.HistoryAsync("evt_1")).ShouldBe("dead-lettered, note, note, note, note");
        var view = await app.AskAsync("events/valara?id=evt_1");
        ((string)view["status"]!).ShouldBe("DeadLettered");
        view["history"]!.AsArray().Skip(1).Select(entry => (string)entry!["detail"]!).Order()
            .ShouldBe(Enumerable.Range(0, 4).Select(number => $"by ann: asked the sender ({number})"));
        (await app.AskAsync("dead-letters"))["dead_letters"]!.AsArray().Count.ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData("""{"event_id":"evt_1","note":"n","who":"ann"}""", 409, "work to do")]
    [InlineData("""{"event_id":"gone","note":"n","who":"ann"}""", 404, "no event 'gone'")]
    [InlineData("""{"event_id":"evt_1","note":"","who":"ann"}""", 400, "'note'")]
    [InlineData("""{"event_id":"evt_1","note":"n"}""", 400, "'who'")]
    [InlineData("""{"note":"n","who":"ann"}""", 400, "'event_id'")]
    [InlineData("""{"event_id":"evt_1","note":"n","who":"ann","status":"Processed"}""", 400, "check the names")]
    public async Task A_note_that_cannot_be_taken_is_told_as_a_problem(string body, int status, string detail)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.AcceptAsync(["evt_1"]);

        using var answer = await app.OrderAsync("notes/valara", body);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.DetailAsync()).ShouldContain(detail);
    }

    private static async Task<string> ToldAsync(NotifyingApp app, string eventId) => string.Join(", ", (await app.App.AskAsync("events/valara?id=" + eventId))["notifications"]!
        .AsArray().Select(notified => $"{notified!["channel"]} {notified["rule"]} {notified["outcome"]}"));
}
