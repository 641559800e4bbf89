using FsCheck;
using FsCheck.Fluent;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Properties;

/// <summary>What a sender signs is verified, whatever it sends, however it writes, and in whichever form its key is shown.</summary>
public class SigningProperties
{
    private static readonly string[] Schemes = ["valara", "novavms", "fastpix", "envless", "standard-webhooks", "github", "stripe", "shopify", "slack", "svix"];

    private static readonly KeyForm[] Forms = [KeyForm.Utf8, KeyForm.Base64, KeyForm.Whsec, KeyForm.Hex];

    private static readonly Gen<byte[]> Bytes = ArbMap.Default.GeneratorFor<byte>().ArrayOf();

    private static readonly Gen<byte[]> KeyBytes = ArbMap.Default.GeneratorFor<byte>().ArrayOf(32);

    private static readonly Gen<SchemeSettings> Layouts =
        from layout in Gen.Elements(Enum.GetValues<SignatureLayout>())
        from encoding in Gen.Elements(Enum.GetValues<MacEncoding>())
        from format in Gen.Elements(Enum.GetValues<TimeFormat>())
        from content in Gen.Elements("{body}", "{timestamp}.{body}", "{body}|{timestamp}", "v0:{header:x-id}:{timestamp}:{body}")
        select new SchemeSettings
        {
            SignatureHeader = "x-signature",
            Layout = layout,
            Prefix = layout == SignatureLayout.Plain ? "sha256=" : "v1",
            Encoding = encoding,
            SignedContent = content,
            TimestampFormat = format,
            TimestampHeader = content.Contains("{timestamp}", StringComparison.Ordinal) && layout != SignatureLayout.Keyed ? "x-time" : null,
        };

    [Fact]
    public void What_is_signed_with_a_key_of_any_form_is_not_called_wrong_by_any_scheme() =>
        Check(
            from name in Gen.Elements(Schemes)
            from form in Gen.Elements(Forms)
            from key in KeyBytes
            from body in Bytes
            select (name, form, key, body),
            given =>
            {
                var (scheme, secret) = (SchemeNamed.Find(given.name), Read(given.key, given.form));

                foreach (var definition in scheme.Definitions)
                {
                    var signed = Sign(scheme, definition, secret, given.body);
                    (scheme.Verify(signed, [secret], scheme.DefaultWindow, SignedDelivery.Noon) as Verification.Refused)?.Why.Reason
                        .ShouldBeOneOf(RefusalReason.BodyMalformed, RefusalReason.BodyIncomplete);
                }
            });

    [Fact]
    public void What_is_signed_in_any_way_that_settings_can_describe_is_verified() =>
        Check(
            from settings in Layouts
            from form in Gen.Elements(Forms)
            from key in KeyBytes
            from body in Bytes
            select (settings, form, key, body),
            given =>
            {
                var (scheme, secret) = (SchemeNamed.Find("hmac", given.settings), Read(given.key, given.form));

                scheme.Verify(Sign(scheme, scheme.Definitions[0], secret, given.body), [secret], scheme.DefaultWindow, SignedDelivery.Noon).ShouldBeVerified();
            });

    [Fact]
    public void One_other_byte_of_the_key_or_the_body_and_it_is_wrong() =>
        Check(
            from settings in Layouts
            from key in KeyBytes
            from body in ArbMap.Default.GeneratorFor<byte>().NonEmptyListOf()
            from at in Gen.Choose(0, int.MaxValue)
            from bit in Gen.Choose(0, 7)
            select (settings, key, body: body.ToArray(), at, bit),
            given =>
            {
                var (scheme, secret) = (SchemeNamed.Find("hmac", given.settings), Read(given.key, KeyForm.Hex));
                var signed = Sign(scheme, scheme.Definitions[0], secret, given.body);

                scheme.Verify(signed, [Read(Changed(given.key, given.at, given.bit), KeyForm.Hex)], scheme.DefaultWindow, SignedDelivery.Noon).ShouldBeRefused(RefusalReason.SignatureInvalid);
                scheme.Verify(signed with { Body = Changed(given.body, given.at, given.bit) }, [secret], scheme.DefaultWindow, SignedDelivery.Noon).ShouldBeRefused(RefusalReason.SignatureInvalid);
            });

    private static Delivery Sign(SignatureScheme scheme, SignatureDefinition definition, Secret secret, byte[] body)
    {
        var headers = new DeliveryHeaders();
        foreach (var name in definition.Content.Headers)
        {
            headers.Add(name, "msg_1");
        }

        var delivery = DeliverySigner.Sign(new Delivery("lab", headers, body, SignedDelivery.Noon), definition, secret.Keys[0].Bytes.Span, SignedDelivery.Noon);
        // NovaVMS signs no header, and its time may stand in one.
        return scheme.Name == "novavms" ? delivery with { Headers = delivery.Headers.With("X-Webhook-Timestamp", "2026-11-21T12:00:00Z") } : delivery;
    }

    private static Secret Read(byte[] key, KeyForm form) => Secret.Read(
        form switch
        {
            KeyForm.Hex => Convert.ToHexString(key),
            KeyForm.Utf8 => "k" + Convert.ToHexString(key),
            KeyForm.Whsec => "whsec_" + Convert.ToBase64String(key),
            _ => Convert.ToBase64String(key),
        },
        [form], out var problem).ShouldNotBeNull(problem);

    private static byte[] Changed(byte[] bytes, int at, int bit)
    {
        var copy = (byte[])bytes.Clone();
        copy[at % copy.Length] ^= (byte)(1 << bit);
        return copy;
    }

    private static void Check<T>(Gen<T> given, Action<T> holds) => Prop.ForAll(given.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
