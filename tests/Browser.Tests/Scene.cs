using System.Text.Json.Nodes;
using Webhooks.Events;

namespace Browser.Tests;

/// <summary>An app with a past: really signed deliveries of four senders, a repeat, some that are refused, some whose handler fails.</summary>
internal static class Scene
{
    public const string Error = "the catalogue does not know listing abc1234";

    /// <summary>A handler that fails permanently on listings, while it is broken.</summary>
    public static ScriptedHandler FailingOnListings(Func<bool>? broken = null) => new((found, _) =>
        found.EventType == "listing.created" && (broken?.Invoke() ?? true) ? throw new PermanentFailureException(Error) : Task.CompletedTask);

    public static async Task<ReceiverApp> PlayAsync(Browser browser, int deadLetters = 3, Func<bool>? broken = null)
    {
        var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount(), handler: FailingOnListings(broken));
        foreach (var number in Enumerable.Range(0, deadLetters))
        {
            await app.SendAsync(From.Valara().About($"evt_listing_{number:D3}"));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SendAsync(Now(app, From.Valara()).WithBody(body => (body["event_id"], body["nonce"], body["event_type"]) = ("evt_delivered", "n-2", "media.delivery.completed")) with { Id = "evt_delivered" });
        await app.SendAsync(Now(app, CameraStatus()));
        await app.SendAsync(From.FastPix());
        await app.SendAsync(From.FastPix());
        await app.SendAsync(Now(app, DeliveryFailed()));
        await app.RefuseAsync();
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SendAsync(Now(app, From.Envless()).About("still-pending"));
        return app;
    }

    /// <summary>A camera that is offline, signed by NovaVMS.</summary>
    public static SignedDelivery CameraStatus(Action<JsonNode>? change = null)
    {
        var (delivery, camera) = (From.NovaVms(), new Sample("novavms", "camera_status"));
        (camera.Body["webhook_id"], camera.Body["timestamp"]) = (delivery.Id, "@iso");
        change?.Invoke(camera.Data);
        return delivery.WithBody(camera.Body.ToJsonString());
    }

    private static SignedDelivery DeliveryFailed()
    {
        var failed = new Sample("envless", "webhook.delivery_failed");
        return (From.Envless() with { Id = (string)failed.Body["id"]! }).WithBody(failed.Body.ToJsonString()).With("Envless-Event", failed.Type);
    }

    /// <summary>The delivery as it would be sent now.</summary>
    public static SignedDelivery Now(ReceiverApp app, SignedDelivery delivery) => delivery with { SentAt = app.Clock.GetUtcNow(), Now = app.Clock.GetUtcNow() };

    public static async Task SendAsync(this ReceiverApp app, SignedDelivery delivery)
    {
        using var answer = await app.PostAsync(delivery);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A delivery with a wrong signature, and the wait until it is kept.</summary>
    public static async Task RefuseAsync(this ReceiverApp app, SignedDelivery? delivery = null)
    {
        using var answer = await app.PostAsync(delivery ?? Now(app, From.Valara()).With("X-Webhook-Signature", "sha256=" + new string('0', 64)));
        answer.IsSuccessStatusCode.ShouldBeFalse();
        await Eventually.Async(async () => (await app.RowsAsync("valara", "r|")).Count > 0);
    }
}
