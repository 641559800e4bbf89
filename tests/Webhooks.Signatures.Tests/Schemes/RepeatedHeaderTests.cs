namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>
/// HTTP lets whatever is on the way write a list as several lines of one name, or join such lines by commas: that is the same list.
/// </summary>
public class RepeatedHeaderTests
{
    private static readonly Dictionary<string, (SignedDelivery Delivery, string Header)> Senders = new()
    {
        ["valara"] = (From.Valara(), "X-Webhook-Signature"),
        ["novavms"] = (From.NovaVms(), "X-Webhook-Signature"),
        ["fastpix"] = (From.FastPix(), "FastPix-Signature"),
        ["envless"] = (From.Envless(), "webhook-signature"),
        ["standard-webhooks"] = (From.StandardWebhooks(), "webhook-signature"),
        ["standard-webhooks, v1a"] = (From.StandardWebhooksAsymmetric().ReceivedWith(Secret.Read(From.StandardWebhooksAsymmetric().Secret, [KeyForm.Whpk], out _)!.WithoutLimits()), "webhook-signature"),
        ["svix"] = (From.StandardWebhooks("svix") with { Scheme = SchemeNamed.Find("svix") }, "svix-signature"),
        ["github"] = (From.Preset("github", sent => [("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body))]), "X-Hub-Signature-256"),
        ["stripe"] = (From.Preset("stripe", sent => [("Stripe-Signature", $"t={sent.Unix},v1={From.Hex(sent.Key, sent.Unix + ".", sent.Body)}")]), "Stripe-Signature"),
        ["shopify"] = (From.Preset("shopify", sent => [("X-Shopify-Hmac-SHA256", From.Base64(sent.Key, "", sent.Body))]), "X-Shopify-Hmac-SHA256"),
        ["slack"] = (From.Preset("slack", sent => [("X-Slack-Request-Timestamp", sent.Unix), ("X-Slack-Signature", "v0=" + From.Hex(sent.Key, $"v0:{sent.Unix}:", sent.Body))]), "X-Slack-Signature"),
        ["hmac"] = (From.Hmac(new SchemeSettings { SignatureHeader = "X-Sig", Prefix = "HMAC key=1, sig=" }, sent => [("X-Sig", "HMAC key=1, sig=" + From.Hex(sent.Key, "", sent.Body))]), "X-Sig"),
    };

    public static TheoryData<string> Names => [.. Senders.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_right_signature_is_found_in_any_place_of_a_list_however_it_is_written(string sender)
    {
        var (delivery, header) = Senders[sender];
        var (right, wrong) = (delivery.Header(header), Wrong(delivery, header));

        delivery.With(header, wrong).Refused(RefusalReason.SignatureInvalid);
        foreach (var between in new[] { ", ", ",", " , ", ",,", " ", "\t" })
        {
            delivery.With(header, right + between + wrong).Verified();
            delivery.With(header, wrong + between + right).Verified();
            delivery.With(header, wrong + between + "nonsense" + between + right + between + wrong).Verified();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Several_lines_are_one_list(string sender)
    {
        var (delivery, header) = Senders[sender];
        var (right, wrong) = (delivery.Header(header), Wrong(delivery, header));

        delivery.With(header, right).WithAlso(header, wrong).Verified();
        delivery.With(header, wrong).WithAlso(header, right).Verified();
        delivery.With(header, right).WithAlso(header, right).Verified();
        delivery.With(header, "").WithAlso(header, right).Verified();
        delivery.With(header, $"{wrong}, {wrong}").WithAlso(header, $"{wrong}, {right}").Verified();
        delivery.With(header, wrong).WithAlso(header, wrong).Refused(RefusalReason.SignatureInvalid);
    }

    [Theory]
    [InlineData("v1,{0},v1,{1}")]
    [InlineData("v1, {0}, v1, {1}")]
    [InlineData("v1,{1} v1,{0}")]
    [InlineData("v2,x,v1,{0}")]
    [InlineData("v1,v1,{0}")]
    [InlineData("v1a,short,v1,{0},")]
    public void Entries_of_a_versioned_list_may_be_joined_by_commas(string list)
    {
        var delivery = From.StandardWebhooks();
        var (right, wrong) = (delivery.Header("webhook-signature")[3..], Wrong(delivery, "webhook-signature")[3..]);

        delivery.With("webhook-signature", string.Format(System.Globalization.CultureInfo.InvariantCulture, list, right, wrong)).Verified();
    }

    [Fact]
    public void A_signature_of_another_version_never_counts() =>
        From.StandardWebhooks().With("webhook-signature", right => $"v1,{right[4..]} v2,{right[3..]}, v1a,{right[3..]}").Refused(RefusalReason.SignatureMalformed);

    [Theory]
    [InlineData("X-Webhook-Event-Id")]
    [InlineData("X-Webhook-Event-Type")]
    [InlineData("Content-Type")]
    [InlineData("traceparent")]
    public void An_unsigned_header_that_came_twice_refuses_nothing(string header) =>
        From.Valara().Without(header).WithAlso(header, Mirrored(header)).WithAlso(header, Mirrored(header)).Verified();

    [Fact]
    public void Unsigned_ids_and_types_of_every_scheme_may_come_twice()
    {
        From.NovaVms().WithAlso("X-Webhook-Timestamp", "2026-11-21T12:00:01Z").Verified();
        From.NovaVms().WithAlso("X-Webhook-ID", From.NovaVms().Id).Verified();
        From.Envless().WithAlso("Envless-Delivery", "another").Event().DeliveryId.ShouldBe("0192a1b2-c3d4-7000-8000-0000000000d1");
        Senders["github"].Delivery.WithAlso("X-GitHub-Event", "push").WithAlso("X-GitHub-Event", "ping").Event().EventType.ShouldBe("push");
        Senders["github"].Delivery.WithAlso("X-GitHub-Delivery", "1").WithAlso("X-GitHub-Delivery", "2").Event().DeliveryId.ShouldBe("1");
    }

    [Fact]
    public void Every_value_of_a_header_that_mirrors_a_signed_field_must_equal_it()
    {
        From.Valara().WithAlso("X-Webhook-Event-Id", "evt_2").Refused(RefusalReason.HeaderMismatch).Detail.ShouldContain("X-Webhook-Event-Id");
        From.NovaVms().WithAlso("X-Webhook-ID", "another").Refused(RefusalReason.HeaderMismatch);
        From.Envless().WithAlso("Envless-Event", "another").Refused(RefusalReason.HeaderMismatch);
    }

    [Theory]
    [InlineData("valara", "X-Webhook-Timestamp")]
    [InlineData("slack", "X-Slack-Request-Timestamp")]
    [InlineData("envless", "webhook-id")]
    [InlineData("standard-webhooks", "Webhook-Timestamp")]
    [InlineData("svix", "svix-id")]
    public void A_signed_header_may_come_twice_with_one_value_only(string sender, string header)
    {
        var delivery = Senders[sender].Delivery;

        delivery.WithAlso(header, delivery.Header(header)).Verified();
        delivery.WithAlso(header, "1").Refused(RefusalReason.HeaderRepeated).Detail.ShouldContain($"{header} came more than once, with different values", Case.Insensitive);
    }

    [Fact]
    public void A_list_states_one_signed_time()
    {
        var stripe = Senders["stripe"].Delivery;
        var header = stripe.Header("Stripe-Signature");

        stripe.With("Stripe-Signature", $"t={stripe.Unix},{header}").Verified();
        stripe.WithAlso("Stripe-Signature", header.Replace("t=", "t=1", StringComparison.Ordinal)).Refused(RefusalReason.HeaderRepeated).Detail.ShouldContain("Stripe-Signature");
    }

    [Fact]
    public void Either_of_two_signature_headers_suffices()
    {
        var nova = From.NovaVms();
        var (right, wrong) = (nova.Header("X-Webhook-Signature"), Wrong(nova, "X-Webhook-Signature"));
        nova.With("X-Webhook-Signature", wrong).With("X-NovaVMS-Signature", right).Verified();
        nova.With("X-NovaVMS-Signature", wrong).Verified();

        var (first, second) = (From.StandardWebhooks(), From.StandardWebhooks("svix") with { Id = "msg_2" });
        var both = first.With("webhook-signature", Wrong(first, "webhook-signature"))
            .With("svix-id", "msg_2").With("svix-timestamp", second.Unix).With("svix-signature", second.Header("svix-signature"));
        both.Event().EventId.ShouldBe("msg_2");
        both.Without("svix-id").Refused(RefusalReason.SignatureInvalid);
    }

    private static string Mirrored(string header) => header switch
    {
        "X-Webhook-Event-Id" => From.Valara().Id,
        "X-Webhook-Event-Type" => "listing.created",
        _ => "application/json",
    };

    // As the sender writes it, by another key.
    private static string Wrong(SignedDelivery delivery, string header) => (delivery with { Key = [.. delivery.Key.Select(part => (byte)(part ^ 1))] }).Header(header);
}
