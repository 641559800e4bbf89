using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Functions.Tests.Operating;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Rotating;

namespace Functions.Tests.Notifying;

/// <summary>Messages as they arrive: their command is run as it is given, and their link is opened.</summary>
public sealed class DirectionTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private bool broken = true;

    [AzuriteFact]
    public async Task The_command_and_the_link_of_folded_dead_letters_cover_exactly_those()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        await FailAsync(app, ["first"], "a.b");
        await FailAsync(app, ["two", "three", "four"], "a.b");
        await FailAsync(app, ["other"], "c.d");
        slack.Received.Clear();

        await app.PassAsync(TimeSpan.FromMinutes(11));
        await FailAsync(app, ["later"], "a.b");

        var digest = Message.Of(slack.Received.First());
        digest.Text.ShouldContain("3 more events like “Dead letter: a.b of valara”");
        await ShownAsync(app, digest, ["two", "three", "four"], ["first", "other", "later"]);
        broken = false;
        await RunAsync(app, digest.Command);
        (await DeadAsync(app)).ShouldBe(["first", "later", "other"]);
    }

    [AzuriteFact]
    public async Task One_dead_letter_has_the_command_for_it_also_where_its_id_cannot_be_pasted()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        await FailAsync(app, ["evt_1"], "a.b");
        await FailAsync(app, ["evt;rm -rf ~"], "c.d");

        var (plain, hostile) = (Message.Of(slack.Received.First()), Message.Of(slack.Received.Last()));
        plain.Command.ShouldStartWith("hook redrive evt_1 --source valara --url http://127.0.0.1:");
        hostile.Command.ShouldNotContain("rm");
        hostile.Command.ShouldStartWith("hook redrive --source valara --type c.d --since ");
        await ShownAsync(app, hostile, ["evt;rm -rf ~"], ["evt_1"]);
        broken = false;
        await RunAsync(app, hostile.Command);
        (await DeadAsync(app)).ShouldBe(["evt_1"]);
        await RunAsync(app, plain.Command);
        (await DeadAsync(app)).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task Dead_letters_of_many_types_in_one_message_have_one_command()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        foreach (var number in Enumerable.Range(1, 8))
        {
            await FailAsync(app, [$"evt_{number}"], $"type.{number}");
        }

        await app.PassAsync(TimeSpan.FromMinutes(11));

        var digest = Message.Of(slack.Received.Last());
        digest.Text.ShouldContain("5 more events about 5 different subjects");
        broken = false;
        await RunAsync(app, digest.Command);
        (await DeadAsync(app)).ShouldBe(["evt_1", "evt_2", "evt_3"]);
    }

    [AzuriteFact]
    public async Task An_event_that_is_redriven_and_fails_again_is_one_event()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        await FailAsync(app, ["first"], "a.b");
        await FailAsync(app, ["two", "three"], "a.b");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await RunAsync(app, "hook redrive two --source valara");
            await FailAsync(app, []);
        }

        await app.PassAsync(TimeSpan.FromMinutes(11));

        var digest = Message.Of(slack.Received.Last());
        digest.Text.ShouldContain("2 more events, 3 events since");
        digest.Text.ShouldContain("the disk is full: 2 events");
    }

    [AzuriteFact]
    public async Task What_senders_report_is_listed_by_the_command_and_shown_by_the_link()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        foreach (var number in Enumerable.Range(1, 6))
        {
            await CameraAsync(app, $"cam_{number}", "offline", $"evt_{number}");
        }

        await app.PassAsync(TimeSpan.FromMinutes(11));

        var (single, digest) = (Message.Of(slack.Received.First()), Message.Of(slack.Received.Last()));
        single.Command.ShouldContain("hook show ");
        digest.Text.ShouldContain("• Camera Door cam_6 at Harbour is offline (camera cam_6)");
        var hook = await RunAsync(app, digest.Command + " --json");
        string[] listed = [.. hook.Json().Select(line => (string)line["id"]!)];
        var cameras = await Task.WhenAll(listed.Select(async id => (string)(await app.App.AskAsync($"events/novavms?id={Uri.EscapeDataString(id)}"))["body"]!));
        cameras.Select(body => Regex.Match(body, "cam_[0-9]").Value).Order().ShouldBe(["cam_4", "cam_5", "cam_6"]);
        var all = (await app.App.AskAsync("log?source=novavms"))["lines"]!.AsArray().Select(line => (string)line!["id"]!);
        await ShownAsync(app, digest, listed, [.. all.Except(listed)]);
        (await RunAsync(app, single.Command)).Output.ShouldContain("Door cam_1");
    }

    [AzuriteFact]
    public async Task A_recovery_says_what_recovered_after_how_long_and_how_many_events_were_affected()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        await CameraAsync(app, "cam_1", "offline", "evt_1");
        await app.PassAsync(TimeSpan.FromMinutes(32));
        await CameraAsync(app, "cam_1", "offline", "evt_2");
        await app.PassAsync(TimeSpan.FromMinutes(38));

        await CameraAsync(app, "cam_1", "online", "evt_3");

        var recovered = Message.Of(slack.Received.Last());
        recovered.Text.ShouldContain("Recovered after 1 h 12 min: Camera Door cam_1 at Harbour is online again");
        recovered.Text.ShouldContain("2 events were affected");
    }

    [AzuriteFact]
    public async Task A_broken_secret_is_repaired_by_the_command_of_its_message()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        (await app.App.PostAsync(From.Valara())).EnsureSuccessStatusCode();
        await app.App.Services.GetRequiredService<SecretUses>().FlushAsync(CancellationToken.None);
        foreach (var number in Enumerable.Range(1, 3))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(50));
            var now = app.Clock.GetUtcNow();
            (await app.App.PostAsync((From.Valara() with { Id = $"refused_{number}", SentAt = now, Now = now, Key = "another-secret"u8.ToArray() }))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await app.App.Services.GetRequiredService<RefusedSignatures>().FlushAsync(CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.App.SweepAsync();
        await app.DrainAsync();

        var message = Message.Of(slack.Received.ShouldHaveSingleItem());
        message.Text.ShouldContain("No delivery of valara verifies any more");
        message.Command.ShouldStartWith("hook readmit --source valara --since ");
        await Eventually.Async(async () => (await app.App.RowsAsync("valara", "r|")).Count == 3);
        (await RunAsync(app, message.Command)).Output.ShouldContain("3 still refused: signature_invalid");
        (await app.App.Http.GetStringAsync(new Uri("operator/page/" + message.View, UriKind.Relative))).ShouldContain("signature_invalid");
    }

    [AzuriteFact]
    public async Task A_pause_is_ended_by_the_command_of_its_message()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await StartAsync(slack);
        await RunAsync(app, "hook pause scripted");
        await app.App.SweepAsync();
        await app.DrainAsync();

        var message = Message.Of(slack.Received.ShouldHaveSingleItem());
        message.Text.ShouldContain("Handler scripted is paused");
        await RunAsync(app, message.Command);
        await Eventually.Async(async () => await app.DrainAsync() > 0);
        Message.Of(slack.Received.Last()).Text.ShouldContain("Handler scripted was resumed");
    }

    private async Task<NotifyingApp> StartAsync(ChannelEndpoint slack)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        var settings = NotifyingApp.Slack(slack);
        settings["Notifications__BaseUrl"] = address + "/api/operator";
        var handler = new ScriptedHandler((found, _) => broken && found.Key.Source == "valara" ? throw new PermanentFailureException("the disk is full") : Task.CompletedTask);
        return new(await ReceiverApp.StartAsync(azurite.NewAccount(), settings, handler, urls: address));
    }

    private static async Task FailAsync(NotifyingApp app, string[] ids, string? type = null)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var id in ids)
        {
            var now = app.Clock.GetUtcNow();
            var delivery = (From.Valara() with { Id = id, SentAt = now, Now = now }).WithBody(body => (body["event_id"], body["nonce"], body["event_type"]) = (id, "nonce-of-" + id, type));
            (await app.App.PostAsync(delivery)).EnsureSuccessStatusCode();
        }

        await app.App.ProcessAsync();
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task CameraAsync(NotifyingApp app, string camera, string state, string eventId)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var now = app.Clock.GetUtcNow();
        var delivery = (From.NovaVms() with { Id = eventId, SentAt = now, Now = now }).WithBody(
            $$$"""{"event_type":"camera_status","timestamp":"@iso","webhook_id":"{{{eventId}}}","data":{"camera_id":"{{{camera}}}","camera_name":"Door {{{camera}}}","site_name":"Harbour","new_status":"{{{state}}}"}}""");
        (await app.App.PostAsync(delivery)).EnsureSuccessStatusCode();
        await app.App.ProcessAsync();
        await app.DrainAsync();
    }

    private static async Task<HookShell> RunAsync(NotifyingApp app, string command)
    {
        var hook = new HookShell(app.App);
        var words = command.Split(' ');
        words[0].ShouldBe("hook");
        (command.Contains("--url", StringComparison.Ordinal) ? await hook.RunLocallyAsync(words[1..]) : await hook.RunAsync(words[1..])).ShouldBe(0, hook.Error);
        return hook;
    }

    private static async Task<IEnumerable<string>> DeadAsync(NotifyingApp app) =>
        (await app.App.RowsAsync("valara", "d|")).Select(row => row.GetString("EventId")).Order(StringComparer.Ordinal);

    private static async Task ShownAsync(NotifyingApp app, Message message, string[] shown, string[] others)
    {
        var html = WebUtility.HtmlDecode(await app.App.Http.GetStringAsync(new Uri("operator/page/" + message.View, UriKind.Relative)));
        shown.ShouldAllBe(id => html.Contains(id));
        others.ShouldNotBeEmpty();
        others.ShouldAllBe(id => !html.Contains($">{id}<"));
    }

    private sealed record Message(string Text, string Command, string View)
    {
        public static Message Of(Webhooks.Signatures.Deliveries.Delivery received)
        {
            var texts = SlackTests.Blocks(received).SelectMany(block => SlackTests.Texts(block)).Select(text => WebUtility.HtmlDecode(text)!).ToList();
            var link = texts.Single(text => text.Contains("#/", StringComparison.Ordinal) && text.StartsWith('<'));
            return new(string.Join('\n', texts), texts.FirstOrDefault(text => text.StartsWith("```", StringComparison.Ordinal))?.Trim('`') ?? "", link.Split("#/")[1].Split('|')[0]);
        }
    }
}
