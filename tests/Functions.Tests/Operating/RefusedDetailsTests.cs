using System.Net;
using System.Text.Json.Nodes;

namespace Functions.Tests.Operating;

public sealed class RefusedDetailsTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_refused_delivery_is_diagnosed_without_its_secret_and_without_the_signature_it_should_have()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var signed = From.Valara().WithBody(body => body["data"]!["token"] = "hunter2-of-the-camera");
        var changed = signed.WithBody([.. signed.Body, (byte)'\n']);
        var (view, text) = await RefuseAsync(app, changed.With("X-Webhook-Signature", signed.Header("X-Webhook-Signature")));

        view["diagnosis"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldContain("without the line break at its end");
        ((string)view["body"]!).ShouldContain("\"token\": \"[redacted]\"");
        ((string)view["line"]!["reason"]!).ShouldBe("signature_invalid");
        ((string)view["check"]!).ShouldStartWith("hook check --scheme valara --secret env:WEBHOOK_SECRET ");
        text.ShouldNotContain("hunter2");
        text.ShouldNotContain(signed.Secret);
        text.ShouldNotContain(changed.Header("X-Webhook-Signature")["sha256=".Length..]);
    }

    [AzuriteFact]
    public async Task A_secret_that_is_configured_wrong_is_named_by_its_fingerprint()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Secrets__0__Value"] = $"\"{From.Valara().Secret}\"" });

        var (view, text) = await RefuseAsync(app, From.Valara());

        view["diagnosis"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldContain("is enclosed in quotes that are not part of it");
        text.ShouldNotContain(From.Valara().Secret);
    }

    [AzuriteFact]
    public async Task What_was_not_kept_whole_is_not_judged()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        var (view, _) = await RefuseAsync(app, From.Valara().WithBody(new byte[100_000]).With("X-Webhook-Signature", "sha256=" + new string('0', 64)));

        view["diagnosis"]!.AsArray().ShouldBeEmpty();
        ((string)view["body"]!).ShouldBe("(not shown: 65536 of 100000 bytes were kept)");
    }

    [AzuriteFact]
    public async Task What_passes_with_a_secret_that_was_corrected_is_said_to_be_worth_readmitting()
    {
        var account = azurite.NewAccount();
        await using (var wrong = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Secrets__0__Value"] = "wh_0000000000000000" }))
        {
            await RefuseAsync(wrong, From.Valara());
        }

        await using var app = await ReceiverApp.StartAsync(account);
        var id = (string)(await app.AskAsync("refused"))["refused"]!.AsArray().Single()!["id"]!;

        (await app.AskAsync("refused/valara?id=" + id))["diagnosis"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldContain("hook readmit --source valara");
    }

    [AzuriteFact]
    public async Task What_was_sent_to_a_source_that_is_configured_no_more_is_shown_and_not_judged()
    {
        var account = azurite.NewAccount();
        var gone = new Dictionary<string, string?> { ["Sources__gone__Scheme"] = "valara", ["Sources__gone__Secrets__0__Value"] = From.Valara().Secret };
        await using (var before = await ReceiverApp.StartAsync(account, gone))
        {
            (await before.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)), "gone")).Dispose();
            (await before.PostAsync(From.Valara(), "gone")).Dispose();
            await before.RefusedAsync("gone", 1);
        }

        await using var app = await ReceiverApp.StartAsync(account);
        var id = (string)(await app.AskAsync("refused?source=gone"))["refused"]!.AsArray().Single()!["id"]!;

        (await app.AskAsync("refused/gone?id=" + id))["diagnosis"]!.AsArray().ShouldHaveSingleItem()!.ToString()
            .ShouldBe("The source gone is no longer configured, so there is no secret to verify it with.");
    }

    private static async Task<(JsonNode View, string Text)> RefuseAsync(ReceiverApp app, SignedDelivery delivery)
    {
        using var answer = await app.PostAsync(delivery);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await app.RefusedAsync("valara", 1);
        var id = (string)(await app.AskAsync("refused?source=valara"))["refused"]!.AsArray().Single()!["id"]!;
        var text = await app.Http.GetStringAsync(new Uri("operator/refused/valara?id=" + id, UriKind.Relative));
        return (JsonNode.Parse(text)!, text);
    }
}
