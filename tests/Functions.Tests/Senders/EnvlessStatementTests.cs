using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Functions.Tests.Notifying;
using Functions.Tests.Operating;

namespace Functions.Tests.Senders;

/// <summary>What Envless's page about <c>webhook.delivery_failed</c> says, through the front door; the names quote it.</summary>
public sealed class EnvlessStatementTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Emitted_when_a_single_delivery_hits_the_max_retry_count_5_without_a_2xx_response()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));

        using var answer = await app.App.PostAsync(EnvlessFailures.Delivery(app.Clock.GetUtcNow(), "evt_1"));
        await app.App.ProcessAsync();
        await app.DrainAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var endpoint = (await BoardAsync(app.App)).ShouldHaveSingleItem();
        ((string)endpoint["state"]!, (int)endpoint["count"]!, (string)endpoint["id"]!).ShouldBe(("failing", 1, EnvlessFailures.Endpoint));
        var text = Text(slack).ShouldHaveSingleItem();
        text.ShouldContain("All 5 attempts to deliver project.created failed: Receiver returned 503.");
        text.ShouldContain("Event 0192a1b2-c3d4-7000-8000-0000000000e1 will not be delivered to it.");
    }

    [AzuriteFact]
    public async Task Payload_fields_are_shown_where_someone_looks()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.FailAsync("evt_1");

        string[] places =
        [
            (await BoardAsync(app.App)).ShouldHaveSingleItem().ToJsonString(),
            await app.App.Http.GetStringAsync(new Uri("operator/page/status", UriKind.Relative)),
            await HookAsync(app.App, "status"),
            Text(slack).ShouldHaveSingleItem(),
        ];

        foreach (var place in places)
        {
            place.ShouldContain("https://customer.example.com/webhooks");
            place.ShouldContain("503");
            place.ShouldContain("5 attempts");
            place.ShouldContain("0192a1b2-c3d4-7000-8000-0000000000e0");
        }
    }

    [AzuriteFact]
    public async Task The_endpointUrl_is_shown_without_its_secrets()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));
        await app.FailAsync("evt_1", delivery =>
        {
            delivery["endpointUrl"] = "https://ann:planted-1@customer.example.com/hooks/planted2/services?token=planted-3&planted4";
            delivery["error"] = "POST https://ann:planted-1@customer.example.com/hooks/planted2/services?token=planted-3&planted4 timed out";
        });

        string[] places =
        [
            (await BoardAsync(app.App)).ShouldHaveSingleItem().ToJsonString(),
            await app.App.Http.GetStringAsync(new Uri("operator/page/status", UriKind.Relative)),
            await HookAsync(app.App, "status"),
            Text(slack).ShouldHaveSingleItem(),
        ];

        string[] ofTheEvent =
        [
            (await app.App.AskAsync("events/envless?id=evt_1")).ToJsonString(),
            await app.App.Http.GetStringAsync(new Uri("operator/page/event?source=envless&id=evt_1", UriKind.Relative)),
            await HookAsync(app.App, "show", "evt_1"),
        ];
        ofTheEvent.ShouldAllBe(place => !place.Contains("planted-1", StringComparison.Ordinal) && !place.Contains("planted-3", StringComparison.Ordinal));

        places.ShouldAllBe(place => place.Contains("https://customer.example.com/hooks/[redacted]", StringComparison.Ordinal) && !place.Contains("planted", StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task The_responseStatus_is_null_if_the_request_errored_before_a_response()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));

        await app.FailAsync("evt_1", delivery => (delivery["responseStatus"], delivery["error"]) = (null, null));

        Text(slack).ShouldHaveSingleItem().ShouldContain("All 5 attempts to deliver project.created failed: it did not answer.");
    }

    [AzuriteFact]
    public async Task The_consecutiveFailures_counter_has_been_incremented_on_each_failure_and_is_believed()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));

        await app.FailAsync("evt_1", delivery => delivery["consecutiveFailures"] = 4);
        Text(slack).ShouldHaveSingleItem();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.FailAsync("evt_2", delivery => delivery["consecutiveFailures"] = 40);

        Text(slack).Count.ShouldBe(2);
        Text(slack)[1].ShouldContain("Endpoint Customer receiver keeps failing: 40 failures in a row");
        ((int)(await BoardAsync(app.App)).ShouldHaveSingleItem()["count"]!).ShouldBe(40);
    }

    [AzuriteFact]
    public async Task Failures_count_and_are_notified_in_whatever_order_they_arrive()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        foreach (var second in new[] { 3, 1, 2 })
        {
            var at = app.Clock.GetUtcNow().AddSeconds(second);
            (await app.PostAsync(EnvlessFailures.Delivery(app.Clock.GetUtcNow(), $"evt_{second}", body => body["createdAt"] = at.ToString("O")))).EnsureSuccessStatusCode();
            await app.ProcessAsync();
        }

        ((int)(await BoardAsync(app)).ShouldHaveSingleItem()["count"]!).ShouldBe(3);
        (await app.NotifiedAsync()).Select(notification => notification.EventId).ShouldBe(["evt_3", "evt_1", "evt_2"]);
    }

    [AzuriteFact]
    public async Task A_failed_webhook_delivery_failed_delivery_does_not_itself_emit_a_new_one_so_what_was_refused_is_readmitted()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        await using (var wrong = await ReceiverApp.StartAsync(account, new() { ["Sources__envless__Secrets__0__Value"] = "whsec_0000000000000000" }, clock: clock))
        {
            using var refused = await wrong.PostAsync(EnvlessFailures.Delivery(clock.GetUtcNow(), "evt_1"));
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            await Eventually.Async(async () => (await wrong.RowsAsync("envless", "r|")).Count == 1);
        }

        clock.Advance(TimeSpan.FromHours(5));
        await using var app = await ReceiverApp.StartAsync(account, NotifiedQueue.Channel, clock: clock);
        (await HookAsync(app, "readmit", "--source", "envless")).ShouldContain("1 readmitted.");
        await app.ProcessAsync();

        (await BoardAsync(app)).ShouldHaveSingleItem();
        (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice.Rule.ShouldBe("envless.delivery-failed");
    }

    [AzuriteFact]
    public async Task Page_on_call_for_important_consumers()
    {
        await using var pager = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, EnvlessPage.Settings("Page on-call", pager));

        await app.FailAsync("evt_1", delivery => delivery.IsEndpoint("another", "Another receiver"));
        pager.Received.ShouldBeEmpty();
        await app.FailAsync("evt_2");

        var message = Json(pager).ShouldHaveSingleItem();
        ((string)message["severity"]!, (string)message["title"]!).ShouldBe(("Critical", "Endpoint Customer receiver rejected a delivery"));
    }

    [AzuriteFact]
    public async Task Page_on_call_for_important_consumers_at_once_and_under_its_own_name_whatever_was_folded_or_spent_before()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        var settings = NotifyingApp.Slack(slack);
        settings["Notifications__Channels__team__BudgetPerHour"] = "3";
        settings["Envless__ImportantEndpoints__0"] = "Customer receiver";
        await using var app = await NotifyingApp.StartAsync(azurite, settings);
        for (var number = 1; number <= 6; number++)
        {
            await app.FailAsync($"evt_{number}", delivery => delivery.IsEndpoint($"other-{number % 5}", $"Other receiver {number % 5}"));
        }

        slack.Received.Count.ShouldBe(3);
        await app.FailAsync("evt_7");
        await app.FailAsync("evt_8");

        Titles(slack).Skip(3).ShouldBe(["Critical: Endpoint Customer receiver rejected a delivery", "Critical: Endpoint Customer receiver rejected a delivery"]);
    }

    [AzuriteFact]
    public async Task An_endpoint_that_became_important_pages_though_its_last_failure_was_folded()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        var account = azurite.NewAccount();
        await using (var before = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack), account))
        {
            await before.FailAsync("evt_1");
            await before.FailAsync("evt_2");
        }

        var settings = NotifyingApp.Slack(slack);
        settings["Envless__ImportantEndpoints__0"] = EnvlessFailures.Endpoint;
        await using var app = await NotifyingApp.StartAsync(azurite, settings, account);
        await app.FailAsync("evt_3");

        Titles(slack).ShouldBe(["Warning: Endpoint Customer receiver rejected a delivery", "Critical: Endpoint Customer receiver rejected a delivery"]);
    }

    [AzuriteFact]
    public async Task Auto_disable_the_endpoint_if_consecutiveFailures_is_unreasonably_high()
    {
        await using var automation = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, EnvlessPage.Settings("Auto-disable", automation));

        for (var failure = 1; failure <= 4; failure++)
        {
            await app.FailAsync($"evt_{failure}");
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        automation.Received.ShouldBeEmpty();
        await app.FailAsync("evt_5", delivery => delivery["error"] = "Receiver returned 404");

        var message = Json(automation).ShouldHaveSingleItem();
        ((string)message["rule"]!, (string)message["severity"]!).ShouldBe(("envless.endpoint-failing", "Error"));
        ((string)message["subject"]!).ShouldBe($"endpoint {EnvlessFailures.Endpoint}");
        ((string)message["title"]!).ShouldBe("Endpoint Customer receiver keeps failing: 5 failures in a row");
        ((string)message["what"]!).ShouldContain("The last error: Receiver returned 404.");
        ((string)message["next"]!).ShouldContain("disable it in the webhook settings of its workspace in Envless (https://docs.envless.cloud/webhooks/managing)");
        ((string)message["command"]!).ShouldBe($"hook status clear endpoint {EnvlessFailures.Endpoint} --source envless --why \"repaired or disabled\"");
    }

    [AzuriteTheory]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("workspace")]
    public async Task Notify_the_workspace_owner_via_email_and_Slack_so_they_can_fix_the_receiver(string owner)
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        using var mail = await MailServer.StartAsync(Webhooks.Notifying.MailSecurity.None);
        var settings = EnvlessPage.Settings("Notify the owner", slack, mail);
        foreach (var key in settings.Keys.Where(key => key.Contains("__Owners__", StringComparison.Ordinal)).ToList())
        {
            settings[key].ShouldBeOneOf(EnvlessFailures.Endpoint, "Customer receiver", EnvlessFailures.Workspace);
            settings[key] = owner switch { "id" => EnvlessFailures.Endpoint, "name" => "customer receiver", _ => EnvlessFailures.Workspace };
        }

        await using var app = await NotifyingApp.StartAsync(azurite, settings);
        await app.FailAsync("evt_1", delivery => delivery.IsEndpoint("another", "Another receiver"));
        var ofAnother = owner == "workspace" ? 1 : 0;
        slack.Received.Count.ShouldBe(ofAnother);
        await app.FailAsync("evt_2");
        await app.NotifyAsync(NotifyingApp.Failed());
        await app.DrainAsync();

        await Eventually.Async(() => Task.FromResult(mail.Received.Count == ofAnother + 1));
        slack.Received.Count.ShouldBe(ofAnother + 1);
        Text(slack)[^1].ShouldContain("Endpoint Customer receiver rejected a delivery");
        mail.Received.Last().Field("Subject").ShouldBe("[Development] Warning: Endpoint Customer receiver rejected a delivery");
    }

    private static async Task<IReadOnlyList<JsonNode>> BoardAsync(ReceiverApp app) => [.. (await app.AskAsync("status"))["things"]!.AsArray().Select(thing => thing!)];

    private static async Task<string> HookAsync(ReceiverApp app, params string[] args)
    {
        var hook = new HookShell(app);
        (await hook.RunAsync(args)).ShouldBe(0, hook.Error);
        return hook.Output;
    }

    private static IReadOnlyList<string> Text(ChannelEndpoint slack) =>
        [.. slack.Received.Select(received => string.Join('\n', SlackTests.Blocks(received).SelectMany(SlackTests.Texts)))];

    private static IReadOnlyList<string> Titles(ChannelEndpoint slack) =>
        [.. slack.Received.Select(received => (string)SlackTests.Blocks(received)[0].GetProperty("text").GetProperty("text").GetString()!)];

    private static IReadOnlyList<JsonNode> Json(ChannelEndpoint channel) => [.. channel.Received.Select(received => JsonNode.Parse(Encoding.UTF8.GetString(received.Body.Span))!["data"]!)];
}
