using System.Text;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Tests;

public sealed class SendTests : IAsyncLifetime, IDisposable
{
    private const string Settings = """
        {
          "IsEncrypted": false,
          "Values": {
            "Sources__valara__Scheme": "valara",
            "Sources__valara__Secrets__0__Value": "secret-in-the-settings",
            "Sources__cameras__Scheme": "novavms",
            "Sources__cameras__Secrets__0__Value": "whsec_live_0123456789abcdef",
            "Sources__shop__Scheme": "hmac",
            "Sources__shop__Secrets__0__Value": "00112233445566778899aabbccddeeff",
            "Sources__shop__Secrets__0__KeyForm": "hex",
            "Sources__shop__Hmac__SignatureHeader": "X-Shop-Signature",
            "Sources__shop__Hmac__SignedContent": "{header:X-Shop-Id}.{timestamp}.{body}",
            "Sources__shop__Hmac__TimestampHeader": "X-Shop-Time",
            "Sources__shop__Hmac__EventId": "header:X-Shop-Id",
            "Sources__pix__Scheme": "fastpix"
          }
        }
        """;

    private readonly Shell shell = new();
    private Endpoint endpoint = null!;

    public async Task InitializeAsync()
    {
        endpoint = await Endpoint.StartAsync();
        shell.File("local.settings.json", Settings);
    }

    public async Task DisposeAsync() => await endpoint.DisposeAsync();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_sample_arrives_at_the_source_and_verifies_by_the_secret_in_the_settings()
    {
        (await SendAsync("valara")).ShouldBe(0, shell.Error);

        var (path, delivery) = endpoint.Received.ShouldHaveSingleItem();
        path.ShouldBe("/api/webhooks/valara");
        delivery.Headers.Find("Content-Type").ShouldBe("application/json");
        Verify(delivery, "valara", "secret-in-the-settings").Event.EventType.ShouldBe("media.delivery.completed");
        shell.Output.ShouldContain("202");
        shell.Output.ShouldContain(" ms");
        shell.Output.ShouldContain("""{"status":"kept"}""");
    }

    [Theory]
    [InlineData("json:id", "json:type")]
    [InlineData("json:data.id", "json:data.kind")]
    [InlineData("json:data.attributes.id", "json:meta.event.name")]
    [InlineData("json:events[0].id", "json:events[0].type")]
    [InlineData("json:data.items[1].id,sha256", "header:X-Type,json:data.type")]
    public async Task A_sender_that_only_the_settings_describe_has_its_id_and_type_where_they_say(string id, string type)
    {
        foreach (var (name, value) in new[] { ("Scheme", "hmac"), ("Secrets__0__Value", "0123456789abcdef01234567"), ("Hmac__SignatureHeader", "X-Signature"), ("Hmac__EventId", id), ("Hmac__EventType", type) })
        {
            shell.Variables["Sources__crm__" + name] = value;
        }

        (await SendAsync("crm", "--event-id", "id-of-mine")).ShouldBe(0, shell.Error);

        var scheme = SchemeCatalog.Find("hmac", new SchemeSettings { SignatureHeader = "X-Signature", EventId = id, EventType = type }, out _)!;
        var signed = scheme.Verify(endpoint.Received.Single().Delivery, [Secret.Read("0123456789abcdef01234567", scheme.KeyForms, out _)!], scheme.DefaultWindow, Shell.Now)
            .ShouldBeOfType<Verification.Verified>().Event;
        signed.EventId.ShouldBe("id-of-mine");
        signed.EventType.ShouldBe("order.created");
    }

    [Fact]
    public async Task A_source_may_be_spelt_in_any_case()
    {
        (await SendAsync("VALARA")).ShouldBe(0, shell.Error);

        endpoint.Received.ShouldHaveSingleItem().Path.ShouldBe("/api/webhooks/valara");
    }

    [Fact]
    public async Task A_type_can_be_chosen_and_a_wrong_one_names_near_ones()
    {
        (await SendAsync("cameras", "camera_status")).ShouldBe(0);
        Verify(endpoint.Received.Single().Delivery, "novavms", "whsec_live_0123456789abcdef").Event.EventType.ShouldBe("camera_status");

        (await SendAsync("cameras", "camera_statsu")).ShouldBe(2);
        shell.Error.ShouldContain("near it are camera_status");
    }

    [Fact]
    public async Task Types_are_listed()
    {
        (await shell.RunAsync("send", "cameras", "--list")).ShouldBe(0);
        shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).ShouldBe(["alert", "camera_status", "event", "gateway_status"]);
        (await shell.RunAsync("send", "stripe", "--list")).ShouldBe(0);
        (await shell.RunAsync("send", "nobody", "--list")).ShouldBe(2);
    }

    [Fact]
    public async Task A_scheme_of_settings_is_signed_with_its_own_headers_and_key_form()
    {
        (await SendAsync("shop", "--event-id", "order-7")).ShouldBe(0, shell.Error);

        var delivery = endpoint.Received.Single().Delivery;
        delivery.Headers.Find("X-Shop-Id").ShouldBe("order-7");
        delivery.Headers.Find("X-Shop-Signature").ShouldNotBeNull().Length.ShouldBe(64);
        delivery.Headers.Find("X-Shop-Time").ShouldBe($"{Shell.Now.ToUnixTimeSeconds()}");
    }

    [Fact]
    public async Task Arguments_win_over_settings_and_variables_over_the_file()
    {
        shell.Variables["Sources__valara__Secrets__0__Value"] = "secret-in-the-environment";
        (await SendAsync("valara")).ShouldBe(0);
        Verify(endpoint.Received.Last().Delivery, "valara", "secret-in-the-environment");

        (await SendAsync("valara", "--secret", "secret-of-the-argument")).ShouldBe(0);
        Verify(endpoint.Received.Last().Delivery, "valara", "secret-of-the-argument");

        (await SendAsync("new-one", "--scheme", "github", "--secret", "secret-of-the-argument")).ShouldBe(0, shell.Error);
        Verify(endpoint.Received.Last().Delivery, "github", "secret-of-the-argument").Event.EventType.ShouldBe("push");
    }

    [Fact]
    public async Task Ids_and_times_can_be_given()
    {
        (await SendAsync("valara", "--event-id", "evt_mine", "--nonce", "mine", "--at", "1745339401")).ShouldBe(0);

        var delivery = endpoint.Received.Single().Delivery;
        delivery.Headers.Find("X-Webhook-Timestamp").ShouldBe("1745339401");
        var verified = Verify(delivery, "valara", "secret-in-the-settings", DateTimeOffset.FromUnixTimeSeconds(1745339401));
        verified.Event.EventId.ShouldBe("evt_mine");
        verified.Event.Nonce.ShouldBe("mine");
        (await SendAsync("cameras", "--nonce", "x")).ShouldBe(2);
        (await SendAsync("cameras", "camera_status", "--event-id", "x")).ShouldBe(2);
        shell.Error.ShouldContain("no field for it");
    }

    [Fact]
    public async Task A_body_file_is_sent_byte_for_byte()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{ \"event_type\":\"of.my.own\" ,\r\n\"timestamp\":1772600767 }\r\n"u8];
        var path = shell.File("body.json", body);

        (await SendAsync("valara", "--body", path)).ShouldBe(0, shell.Error);

        var delivery = endpoint.Received.Single().Delivery;
        delivery.Body.ToArray().ShouldBe(body);
        delivery.Headers.Find("X-Webhook-Timestamp").ShouldBe("1772600767");
        shell.Output.ShouldContain("of.my.own");
    }

    [Fact]
    public async Task Ids_are_put_into_a_body_file_when_they_are_given()
    {
        var path = shell.File("body.json", """{"event_type":"alert","timestamp":"2026-03-04T05:06:00Z","data":{"alert_id":"old","note":"ö <b>"}}""");

        (await SendAsync("cameras", "--body", path, "--event-id", "new")).ShouldBe(0, shell.Error);

        var delivery = endpoint.Received.Single().Delivery;
        Verify(delivery, "novavms", "whsec_live_0123456789abcdef").Event.EventId.ShouldBe("new");
        Encoding.UTF8.GetString(delivery.Body.Span).ShouldContain("ö <b>");
        (await SendAsync("valara", "--body", shell.File("list.json", "[]"), "--event-id", "new")).ShouldBe(2);
    }

    [Fact]
    public async Task A_tampered_body_differs_in_one_byte_and_does_not_verify()
    {
        (await SendAsync("valara", "--tamper")).ShouldBe(0);

        var delivery = endpoint.Received.Single().Delivery;
        Verdict(delivery, "valara", "secret-in-the-settings", Shell.Now).ShouldBeOfType<Verification.Refused>().Why.Reason.ShouldBe(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public async Task Identical_bytes_are_repeated_side_by_side_and_counted()
    {
        endpoint.Status = number => number == 1 ? 202 : 200;

        (await SendAsync("valara", "--repeat", "24", "--parallel", "8")).ShouldBe(0);

        endpoint.Received.Count.ShouldBe(24);
        endpoint.Received.Select(received => Convert.ToHexString(received.Delivery.Body.Span) + received.Delivery.Headers.Find("X-Webhook-Signature")).Distinct().ShouldHaveSingleItem();
        shell.Output.ShouldContain("24 deliveries: 23 × 200, 1 × 202");
    }

    [Fact]
    public async Task An_answer_that_is_not_2xx_ends_in_1()
    {
        endpoint.Status = number => number == 2 ? 409 : 202;

        (await SendAsync("valara", "--repeat", "2")).ShouldBe(1);
        shell.Output.ShouldContain("409");
    }

    [Fact]
    public async Task A_refused_connection_says_to_start_the_receiver()
    {
        var url = endpoint.Url;
        await endpoint.DisposeAsync();

        (await shell.RunAsync("send", "valara", "--url", url)).ShouldBe(1);
        shell.Error.ShouldContain("src/LocalHost");
    }

    [Fact]
    public async Task Unusable_arguments_say_what_to_do_and_end_in_2()
    {
        (await SendAsync("nobody")).ShouldBe(2);
        shell.Error.ShouldContain("there are cameras, pix, shop, valara");
        (await SendAsync("pix")).ShouldBe(2);
        shell.Error.ShouldContain("--secret");
        (await shell.RunAsync("send", "valara", "--url", "nowhere")).ShouldBe(2);
        shell.Error.ShouldContain("http://127.0.0.1:7071");
        (await SendAsync("valara", "--repeat", "0")).ShouldBe(2);
        (await SendAsync("valara", "--body", "missing.json")).ShouldBe(2);
        (await SendAsync("valara", "--scheme", "nobody")).ShouldBe(2);
        (await SendAsync("pix", "--secret", "not base64!")).ShouldBe(2);
        shell.File("local.settings.json", "{");
        (await SendAsync("valara")).ShouldBe(2);
        endpoint.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sample_settings_serve_where_there_are_no_others()
    {
        using var other = new Shell();
        other.File("local.settings.sample.json", Settings);

        (await other.RunAsync("send", "valara", "--url", endpoint.Url)).ShouldBe(0, other.Error);
    }

    // The second key of RFC 8032.
    [Fact]
    public async Task A_private_key_signs_as_a_sender_of_public_keys_does()
    {
        var key = "whsk_" + Convert.ToBase64String(Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));

        (await SendAsync("contacts", "--scheme", "standard-webhooks", "--secret", key)).ShouldBe(0, shell.Error);

        var signs = SchemeCatalog.Find("standard-webhooks")!;
        var publicKey = Secret.Read("whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=", [KeyForm.Whpk], out _)!;
        signs.Verify(endpoint.Received.Single().Delivery, [publicKey], signs.DefaultWindow, Shell.Now).ShouldBeOfType<Verification.Verified>();
        shell.Output.ShouldNotContain(key);
    }

    [Theory]
    [InlineData("standard-webhooks", "whsk_c2hvcnQ=", "--secret: it is not a private key")]
    [InlineData("valara", "whsk_TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=", "--secret: valara does not sign by Ed25519")]
    [InlineData("standard-webhooks", "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=", "private key (whsk_… or PEM)")]
    public async Task A_key_that_cannot_sign_is_refused_without_being_repeated(string scheme, string key, string said)
    {
        (await SendAsync("contacts", "--scheme", scheme, "--secret", key)).ShouldBe(2);

        shell.Error.ShouldContain(said);
        shell.Error.ShouldNotContain(key[5..]);
        endpoint.Received.ShouldBeEmpty();
    }

    private Task<int> SendAsync(params string[] args) => shell.RunAsync(["send", .. args, "--url", endpoint.Url]);

    private static Verification.Verified Verify(Delivery delivery, string scheme, string secret, DateTimeOffset? at = null) =>
        Verdict(delivery, scheme, secret, at ?? Shell.Now).ShouldBeOfType<Verification.Verified>();

    private static Verification Verdict(Delivery delivery, string scheme, string secret, DateTimeOffset at)
    {
        var signs = SchemeCatalog.Find(scheme)!;
        return signs.Verify(delivery, [Secret.Read(secret, signs.KeyForms, out _)!], signs.DefaultWindow, at);
    }
}
