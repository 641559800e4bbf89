using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>Well-known senders, as data. What their documentation promises, told with deliveries signed as it says.</summary>
public class PresetTests
{
    [Fact]
    public void GitHubs_delivery_id_is_unsigned_so_the_body_is_a_part_of_the_id()
    {
        var sent = GitHub();

        sent.Event().ShouldBe(new SignedEvent("72d3162e-cc78-11e3-81ab-4c9367dc0958+" + ContentId.Of(sent.Body), "push") { DeliveryId = "72d3162e-cc78-11e3-81ab-4c9367dc0958" });
        sent.Without("X-GitHub-Delivery").Event().EventId.ShouldBe(ContentId.Of(sent.Body));
        (sent with { Scheme = SchemeNamed.Find("github", new SchemeSettings { EventId = "sha256" }) }).Event().EventId.ShouldBe(ContentId.Of(sent.Body));
        (sent with { Now = SignedDelivery.Noon.AddDays(9) }).Verified();
        sent.With("X-Hub-Signature-256", mac => mac["sha256=".Length..]).Refused(RefusalReason.SignatureMalformed);
        sent.WithBody("payload=%7B%7D").Verified();
    }

    [Fact]
    public void GitHubs_older_header_is_not_looked_at() =>
        GitHub().Without("X-Hub-Signature-256").With("X-Hub-Signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6").Refused(RefusalReason.SignatureMissing);

    [Fact]
    public void Stripe_signs_the_time_and_may_sign_twice()
    {
        var sent = Stripe();

        sent.Event().EventId.ShouldBe("evt_9");
        sent.SentBefore(TimeSpan.FromSeconds(301)).Refused(RefusalReason.TooOld);
        sent.With("Stripe-Signature", header => header.Replace("v1=", "v1=" + new string('0', 64) + ",v1=", StringComparison.Ordinal)).Verified();
        sent.With("Stripe-Signature", header => header.Replace("v1=", "v0=", StringComparison.Ordinal)).Refused(RefusalReason.SignatureMalformed);
        sent.With("Stripe-Signature", header => header.Replace("t=", "t=1", StringComparison.Ordinal)).Verify().ShouldBeRefused();
        sent.WithBody("""{"object":"event"}""").Refused(RefusalReason.BodyIncomplete);
    }

    [Fact]
    public void Addresses_that_are_written_out_are_those_of_the_receiver()
    {
        foreach (var name in SchemeCatalog.Names.Where(name => SchemeCatalog.FindPreset(name)?.Facts.Address.Contains("webhooks/SOURCE", StringComparison.Ordinal) == true))
        {
            SchemeCatalog.FindPreset(name)!.Facts.Address.ShouldContain("/api/webhooks/SOURCE", customMessage: name);
        }
    }

    [Theory]
    [InlineData("t=abc")]
    [InlineData("t=")]
    [InlineData("T=1795262400")]
    [InlineData("t=2147483648000000000")]
    public void A_time_of_Stripe_that_is_none_is_malformed_and_throws_nothing(string time) =>
        Stripe().With("Stripe-Signature", header => time + header[header.IndexOf(',', StringComparison.Ordinal)..]).Refused(RefusalReason.TimestampMalformed);

    [Fact]
    public void Shopify_writes_Base64_and_its_ids_are_unsigned()
    {
        var sent = From.Preset("shopify", sent => [("X-Shopify-Hmac-SHA256", From.Base64(sent.Key, "", sent.Body)), ("X-Shopify-Topic", "orders/create"), ("X-Shopify-Webhook-Id", "w-1")]);

        sent.Event().ShouldBe(new SignedEvent("w-1+" + ContentId.Of(sent.Body), "orders/create") { DeliveryId = "w-1" });
        sent.WithAlso("X-Shopify-Event-Id", "e-1").Event().EventId.ShouldBe("e-1+orders/create+" + ContentId.Of(sent.Body));
        sent.With("X-Shopify-Hmac-SHA256", mac => mac.ToLowerInvariant()).Refused(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void Slack_sends_events_with_ids_and_forms_without()
    {
        var sent = From.Preset("slack", sent => [("X-Slack-Request-Timestamp", sent.Unix), ("X-Slack-Signature", "v0=" + From.Hex(sent.Key, $"v0:{sent.Unix}:", sent.Body))]);

        sent.WithBody("""{"type":"event_callback","event_id":"Ev08MFMKH6","event":{"type":"reaction_added"}}""").Event()
            .ShouldBe(new SignedEvent("Ev08MFMKH6", "reaction_added") { OccurredAt = SignedDelivery.Noon });
        sent.WithBody("""{"type":"url_verification","challenge":"c"}""").Event().EventType.ShouldBe("url_verification");
        sent.WithBody("token=t&command=%2Fhook").Event().EventId.ShouldStartWith("sha256:");
        sent.SentBefore(TimeSpan.FromSeconds(301)).Refused(RefusalReason.TooOld);
    }

    [Fact]
    public void Svix_is_Standard_Webhooks_under_its_first_names()
    {
        var sent = From.StandardWebhooks("svix") with { Scheme = SchemeNamed.Find("svix") };

        sent.Event().EventId.ShouldBe(sent.Id);
        sent.With("svix-signature", mac => "v1,broken v2,x " + mac).Verified();
        (sent with { Id = "msg.1" }).Refused(RefusalReason.SignatureMalformed);
    }

    [Theory]
    [InlineData("valara")]
    [InlineData("novavms")]
    [InlineData("fastpix")]
    [InlineData("envless")]
    [InlineData("standard-webhooks")]
    [InlineData("github")]
    [InlineData("stripe")]
    [InlineData("shopify")]
    [InlineData("slack")]
    [InlineData("svix")]
    public void Every_scheme_is_found_by_its_name_and_knows_it(string name)
    {
        SchemeNamed.Find(name).Name.ShouldBe(name);
        SchemeCatalog.Names.ShouldContain(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("GitHub")]
    [InlineData("unsigned")]
    public void An_unknown_scheme_is_answered_with_what_can_be_chosen(string name)
    {
        SchemeCatalog.Find(name, null, out var problem).ShouldBeNull();

        problem!.Setting.ShouldBe("Scheme");
        foreach (var known in (string[])["valara", "standard-webhooks", "hmac", "github", "hook presets"])
        {
            problem.Problem.ShouldContain(known);
        }
    }

    [Fact]
    public void The_scheme_of_settings_needs_settings()
    {
        SchemeCatalog.Find("hmac", null, out var problem).ShouldBeNull();
        problem!.Setting.ShouldBe("SignatureHeader");
    }

    [Fact]
    public void Settings_that_would_change_nothing_are_refused()
    {
        SchemeCatalog.Find("valara", new SchemeSettings { Prefix = "" }, out var problem).ShouldBeNull();

        problem!.Problem.ShouldContain("valara");
        SchemeCatalog.Find("valara", new SchemeSettings(), out _).ShouldNotBeNull();
    }

    private static SignedDelivery GitHub() => From.Preset("github", sent =>
        [("X-GitHub-Event", "push"), ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"), ("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body))]);

    private static SignedDelivery Stripe() => From.Preset("stripe", sent =>
        [("Stripe-Signature", $"t={sent.Unix},v1={From.Hex(sent.Key, sent.Unix + ".", sent.Body)}")]);
}
