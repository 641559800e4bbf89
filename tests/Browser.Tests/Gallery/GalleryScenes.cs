using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Processing;
using Webhooks.Senders;

namespace Browser.Tests.Gallery;

/// <summary>Has every rule notify, through the whole app, in Slack and by mail.</summary>
internal sealed class GalleryScenes(Azurite azurite, SlackWorkspace slack, MailServer mail)
{
    public async Task PlayAsync()
    {
        await PlaySendersAsync();
        foreach (var (rule, cause) in ReceiverCauses.Of)
        {
            await using var app = await StartAsync(
                new() { ["Sources__valara__Secrets__0__NotAfter"] = rule == ReceiverRules.SecretEnding.Name ? "2026-11-25T00:00:00Z" : null },
                new ScriptedHandler((_, _) => throw new PermanentFailureException("the catalogue does not know listing abc1234")),
                rule == ReceiverCauses.MachineClock ? new MachineClock(TimeSpan.FromMinutes(10)) : null);
            await cause(app);
            await Eventually.Async(async () => await app.DrainAsync() == 0 && slack.Posts.Any(post => post.Text.Contains(rule, StringComparison.Ordinal)));
        }

        await PlayBudgetAsync();
    }

    private async Task PlaySendersAsync()
    {
        await using var app = await StartAsync(new() { ["Notifications__Rules__fastpix_media_ready__Enabled"] = "true", ["Envless__FailureThreshold"] = "3" });
        (await new HookShell(app.App).RunAsync("notify", "test", "--who", "ann")).ShouldBe(0);
        var camera = new Sample("novavms", "camera_status");
        await ReceiveAsync(app, camera);
        await ReceiveAsync(app, new("novavms", "gateway_status"));
        foreach (var severity in new[] { "warning", "critical" })
        {
            await ReceiveAsync(app, new Sample("novavms", "alert").With(body => (body["data"]!["severity"], body["data"]!["alert_id"]) = (severity, $"b1c9d3e5-4a6f-4812-a7bc-{severity.Length:D12}")));
        }

        foreach (var (number, code) in new[] { "composio_rate_limited", "composio_5xx", "composio_5xx" }.Concat(Enumerable.Repeat("composio_401", 7)).Concat(Enumerable.Repeat("composio_5xx", 4)).Index())
        {
            await ReceiveAsync(app, new Sample("valara", "media.delivery.failed").With(body => (body["data"]!["job_id"], body["data"]!["error"]!["code"], body["data"]!["listing_number"]) =
                ($"deliver_01JXYZ5T2N8Q4R6V7W9B0C{number:D4}", code, $"k7m2x{number:D2}")));
        }

        foreach (var number in Enumerable.Range(0, 4))
        {
            await ReceiveAsync(app, new Sample("envless", "webhook.delivery_failed").With(body => body["data"]!["delivery"]!["id"] = $"01985c1e-77aa-7b00-9c00-{number:D12}"));
        }

        (string Scheme, string Type)[] others =
        [
            ("valara", "media.delivery.completed"), ("valara", "appointment.orphan.detected"),
            ("fastpix", "video.media.ready"), ("fastpix", "video.media.failed"), ("fastpix", "video.media.upload.cancelled"),
            ("envless", "webhook.secret_rotated"), ("envless", "subscription.updated"), ("envless", "workspace.deleted"), ("envless", "key.deleted"), ("envless", "key.rotated"),
        ];
        foreach (var (scheme, type) in others)
        {
            await ReceiveAsync(app, new(scheme, type));
        }

        await ReceiveAsync(app, new Sample("fastpix", "video.media.track.created").With(body => (body["type"], body["data"]!["status"]) = ("video.media.track.failed", "failed")));
        await app.PassAsync(TimeSpan.FromMinutes(11));
        app.Clock.Advance(TimeSpan.FromMinutes(55));
        camera.Data["status"] = "online";
        camera.Data["previous_status"] = "offline";
        await ReceiveAsync(app, camera);
    }

    private async Task PlayBudgetAsync()
    {
        await using var app = await StartAsync(new() { ["Notifications__Channels__mail__BudgetPerHour"] = "2", ["Notifications__Channels__team__BudgetPerHour"] = "2" });
        (string Scheme, string Type)[] sent = [("fastpix", "video.media.failed"), ("valara", "media.delivery.completed"), ("valara", "appointment.orphan.detected"), ("envless", "key.deleted"), ("envless", "key.rotated")];
        foreach (var (scheme, type) in sent)
        {
            await ReceiveAsync(app, new(scheme, type));
        }

        await app.PassAsync(TimeSpan.FromHours(1));
    }

    private async Task<NotifyingApp> StartAsync(Dictionary<string, string?> settings, IEventHandler? handler = null, MachineClock? machine = null) => new(await ReceiverApp.StartAsync(
        azurite.NewAccount(),
        new(settings)
        {
            ["Notifications__BaseUrl"] = "https://receiver.example.com/api/operator",
            ["Notifications__Channels__team__Type"] = "slack",
            ["Notifications__Channels__team__BotToken"] = SlackWorkspace.Token,
            ["Notifications__Channels__team__Channel"] = SlackWorkspace.Channel,
            ["Notifications__Channels__mail__Type"] = "email",
            ["Notifications__Channels__mail__Host"] = "localhost",
            ["Notifications__Channels__mail__Port"] = $"{mail.Port}",
            ["Notifications__Channels__mail__Tls"] = "none",
            ["Notifications__Channels__mail__From"] = "Webhooks <webhooks@example.com>",
            ["Notifications__Channels__mail__To__0"] = "on-call@example.com",
        },
        handler,
        machine: machine,
        overrides: ToSlack));

    // Everything as configured, but for the address of Slack.
    private void ToSlack(IServiceCollection services)
    {
        var channels = ((NotificationOptions)services.Single(service => service.ServiceType == typeof(NotificationOptions)).ImplementationInstance!).Channels;
        services.RemoveAll<INotificationChannel>();
        foreach (var channel in channels.Select(channel => channel.Target is ChannelTarget.SlackBot ? channel with { Target = slack.Target() } : channel))
        {
            services.AddSingleton(provider => ChannelFactory.Create(
                channel, provider.GetRequiredService<ChannelHttp>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IThreadLedger>()));
        }
    }

    private static async Task ReceiveAsync(NotifyingApp app, Sample sample)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await app.App.SendAsync(Signed(app.App, sample));
        await app.App.ProcessAsync();
        await app.DrainAsync();
    }

    private static SignedDelivery Signed(ReceiverApp app, Sample sample)
    {
        var (id, now) = ($"019e7d98-6b82-7305-ac80-{app.Clock.GetUtcNow().ToUnixTimeMilliseconds():x12}", app.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        var body = sample.Body.DeepClone().AsObject();
        (body["id"], body["createdAt"]) = sample.Scheme is "fastpix" or "envless" ? (id, now) : (null, null);
        return sample.Scheme switch
        {
            "valara" => Begin(From.Valara()).WithBody(signed => (signed["event_id"], signed["nonce"], signed["event_type"], signed["data"]) = (id, id, sample.Type, body["data"]!.DeepClone())),
            "novavms" => Begin(From.NovaVms()).WithBody(With(body, ("webhook_id", id), ("timestamp", "@iso"))),
            "fastpix" => Begin(From.FastPix()).WithBody(body.ToJsonString()),
            _ => Begin(From.Envless()).WithBody(body.ToJsonString()).With("Envless-Event", sample.Type),
        };

        SignedDelivery Begin(SignedDelivery delivery) => Scene.Now(app, delivery with { Id = id });
    }

    private static string With(JsonObject body, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            body[name] = value;
        }

        body.Remove("id");
        body.Remove("createdAt");
        return body.ToJsonString();
    }
}
