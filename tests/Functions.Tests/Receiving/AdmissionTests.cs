using System.Net;
using System.Text.Json;

namespace Functions.Tests.Receiving;

// The table of admissions in the design, line by line, over HTTP and on real storage.
public sealed class AdmissionTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("valara", "e n p")]
    [InlineData("novavms", "e p")]
    [InlineData("fastpix", "e p")]
    [InlineData("envless", "e p")]
    [InlineData("standard-webhooks", "e p")]
    public async Task An_accepted_delivery_is_answered_202_and_leaves_event_and_pending_row_and_what_nonce_it_signed(string sender, string rows)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(Sender(sender));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ReadAsync(answer)).GetProperty("status").GetString().ShouldBe("accepted");
        (await app.KindsAsync(sender)).ShouldBe(rows);
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_new_delivery_of_a_known_event_is_a_duplicate_and_answered_200()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Valara().About("evt_1", "first"));

        using var answer = await app.PostAsync(From.Valara().About("evt_1", "second"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(answer)).GetProperty("status").GetString().ShouldBe("duplicate");
        (await ReadAsync(answer)).GetProperty("event_id").GetString().ShouldBe("evt_1");
        (await app.KindsAsync("valara")).ShouldBe("e n n p x");
    }

    [AzuriteTheory]
    [InlineData("novavms")]
    [InlineData("fastpix")]
    [InlineData("envless")]
    [InlineData("standard-webhooks")]
    public async Task Identical_bytes_of_a_sender_without_nonces_are_a_duplicate_never_a_replay(string sender)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(Sender(sender));

        using var answer = await app.PostAsync(Sender(sender));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [AzuriteFact]
    public async Task A_consumed_nonce_is_a_replay_and_answered_409()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Valara());

        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ReasonAsync(answer)).ShouldBe("replayed");
    }

    [AzuriteFact]
    public async Task A_consumed_nonce_under_another_event_id_is_a_replay_and_leaves_no_event()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Valara().About("evt_1", "same"));

        using var answer = await app.PostAsync(From.Valara().About("evt_2", "same"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await app.RowsAsync("valara", "e|")).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_source_may_acknowledge_replays_with_200()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__OnReplay"] = "Acknowledge" });
        await app.PostAsync(From.Valara());

        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [AzuriteFact]
    public async Task A_nonce_that_another_event_consumed_is_acknowledged_to_nobody()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__OnReplay"] = "Acknowledge" });
        await app.PostAsync(From.Valara().About("evt_1", "same"));

        using var answer = await app.PostAsync(From.Valara().About("evt_2", "same"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [AzuriteFact]
    public async Task A_source_with_a_hyphen_is_written_with_an_underscore_where_settings_take_no_hyphen()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new()
        {
            ["Sources__camera_lab__Scheme"] = "novavms",
            ["Sources__camera_lab__Secrets__0__Value"] = From.NovaVms().Secret,
        });

        using var answer = await app.PostAsync(From.NovaVms(), "camera-lab");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task A_wrong_signature_is_refused_with_401_and_leaves_no_trace()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)));

        await ShouldBeRefusedAsync(app, answer, HttpStatusCode.Unauthorized, "signature_invalid");
    }

    [AzuriteFact]
    public async Task A_missing_signature_is_refused_with_401()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().Without("X-Webhook-Signature"));

        await ShouldBeRefusedAsync(app, answer, HttpStatusCode.Unauthorized, "signature_missing");
    }

    [AzuriteFact]
    public async Task A_malformed_signature_is_refused_with_401()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=zz"));

        await ShouldBeRefusedAsync(app, answer, HttpStatusCode.Unauthorized, "signature_malformed");
    }

    [AzuriteTheory]
    [InlineData(-301, "too_old")]
    [InlineData(301, "from_the_future")]
    public async Task A_delivery_outside_the_window_is_refused_with_401(int seconds, string reason)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().SentAfter(TimeSpan.FromSeconds(seconds)));

        await ShouldBeRefusedAsync(app, answer, HttpStatusCode.Unauthorized, reason);
    }

    [AzuriteFact]
    public async Task A_body_that_is_not_the_senders_shape_is_refused_with_400_that_names_what_is_missing()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().WithoutKey("nonce"));

        (await ReadAsync(answer)).GetProperty("detail").GetString()!.ShouldContain("nonce");
        await ShouldBeRefusedAsync(app, answer, HttpStatusCode.BadRequest, "body_incomplete");
    }

    [AzuriteFact]
    public async Task An_unknown_source_is_404_and_never_410()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara(), "nobody");

        await ShouldBeRefusedAsync(app, answer, HttpStatusCode.NotFound, "unknown_source");
    }

    [AzuriteTheory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"ping":true}""")]
    public async Task A_probe_is_answered_200_and_leaves_no_trace(string body)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.FastPix().WithBody(body).Without("FastPix-Signature"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.KindsAsync("fastpix")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task Before_a_secret_is_configured_a_source_answers_probes_and_accepts_nothing_else()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__new__Scheme"] = "fastpix" });

        using var probe = await app.PostAsync(From.FastPix().WithBody("{}").Without("FastPix-Signature"), "new");
        using var delivery = await app.PostAsync(From.FastPix(), "new");

        probe.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeRefusedAsync(app, delivery, HttpStatusCode.Unauthorized, "signature_invalid");
    }

    [AzuriteFact]
    public async Task Every_answer_is_under_one_kilobyte_whatever_the_sender_wrote()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().About(new string('ü', 1000)).Without("X-Webhook-Event-Id"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(1024);
    }

    [AzuriteFact]
    public async Task Health_is_200_once_the_app_can_serve()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.Http.GetAsync(new Uri("health", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    internal static SignedDelivery Sender(string scheme) => scheme switch
    {
        "valara" => From.Valara(),
        "novavms" => From.NovaVms(),
        "fastpix" => From.FastPix(),
        "envless" => From.Envless(),
        _ => From.StandardWebhooks(),
    };

    private static async Task ShouldBeRefusedAsync(ReceiverApp app, HttpResponseMessage answer, HttpStatusCode status, string reason)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await ReasonAsync(answer)).ShouldBe(reason);
        (await app.KindsAsync("valara") + await app.KindsAsync("new")).ShouldBe("");
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(0);
    }

    private static async Task<string?> ReasonAsync(HttpResponseMessage answer) => (await ReadAsync(answer)).GetProperty("reason").GetString();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
