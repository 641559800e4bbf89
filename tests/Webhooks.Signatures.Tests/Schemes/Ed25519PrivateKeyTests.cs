using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>The second key of RFC 8032, and a signature that was computed elsewhere: Ed25519 gives the same one each time.</summary>
public class Ed25519PrivateKeyTests
{
    private const string PublicKey = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
    private static readonly byte[] Seed = Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    [Fact]
    public void The_key_may_stand_alone_or_before_its_public_key()
    {
        using var alone = Ed25519PrivateKey.Read(Text(Seed)).ShouldNotBeNull();
        using var both = Ed25519PrivateKey.Read(Text([.. Seed, .. Convert.FromBase64String(PublicKey)])).ShouldNotBeNull();

        alone.PublicKey.ShouldBe("whpk_" + PublicKey);
        both.PublicKey.ShouldBe(alone.PublicKey);
    }

    [Fact]
    public void What_is_no_key_is_refused()
    {
        Ed25519PrivateKey.Read(Text(Seed[1..])).ShouldBeNull();
        Ed25519PrivateKey.Read(Text([.. Seed, .. Seed])).ShouldBeNull();
        Ed25519PrivateKey.Read("whsk_*").ShouldBeNull();
    }

    [Fact]
    public void A_delivery_is_signed_as_other_implementations_sign_it()
    {
        using var key = Ed25519PrivateKey.Read(Text(Seed)).ShouldNotBeNull();
        var headers = new DeliveryHeaders { { "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek" } };
        var delivery = new Delivery("lab", headers, """{"test": 2432232314}"""u8.ToArray(), SignedDelivery.Noon);

        DeliverySigner.Sign(delivery, SchemeNamed.Find("standard-webhooks").Definitions[0], key, "1614265330").Headers.Find("webhook-signature")
            .ShouldBe("v1a,7anDmyOh9LNskt5GJUTacHmbvyUkT0/S1jnxFAp+h2hcVXnQLWhtWA2+wP6vO0AUwEYP23IIZVuneGRhNj7hDQ==");
    }

    private static string Text(byte[] key) => "whsk_" + Convert.ToBase64String(key);
}
