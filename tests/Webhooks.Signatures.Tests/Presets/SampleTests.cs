using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>Each sample of each preset, signed as its sender does, is verified and gives the type it is named after.</summary>
public partial class SampleTests
{
    private const string EventId = "id-of-the-sample";
    private const string Address = "https://hooks.example.com/api/webhooks/sample";

    private const string Ed25519Key = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """;

    private static readonly DateTimeOffset Now = SignedDelivery.Noon;

    private static readonly SchemeOptions Options = new()
    {
        PublicUrl = Address,
        TopicArn = "arn:aws:sns:eu-west-1:123456789012:harbour",
        WebhookId = "4JH86294D6297924G",
        ServiceAccount = "harbour@example.iam.gserviceaccount.com",
    };

    public static TheoryData<string, string> Samples
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in SchemeCatalog.Names)
            {
                foreach (var type in SchemeCatalog.FindPreset(name)?.Samples.Bodies.Keys ?? [])
                {
                    all.Add(name, type);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_is_verified_and_gives_its_id_and_type(string preset, string type)
    {
        var (data, scheme) = Find(preset);
        var (delivery, secret) = Signed(Deliver(data.Samples, type), scheme.Definitions[0], scheme.KeyForms[0]);
        var read = scheme.ReadSecret(secret, out var unusable).ShouldNotBeNull(unusable);

        var verified = scheme.Verify(delivery, [read], scheme.DefaultWindow, Now).ShouldBeVerified().Event;

        verified.EventType.ShouldBe(data.Scheme.EventType is null ? SignedEvent.UnknownType : type);
        if (scheme.EventId[0] is { Parts.Count: 0, IsHash: false } && Holds(data.Samples, type, "{{eventId}}"))
        {
            verified.EventId.ShouldBe(EventId);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_that_is_changed_after_it_was_signed_is_refused(string preset, string type)
    {
        var (data, scheme) = Find(preset);
        var definition = scheme.Definitions[0];
        var (delivery, secret) = Signed(Deliver(data.Samples, type), definition, scheme.KeyForms[0]);
        var read = scheme.ReadSecret(secret, out _).ShouldNotBeNull();
        if (!definition.Content.SignsBody)
        {
            data.Weakness.ShouldNotBeNull();
            return;
        }

        var body = delivery.Body.ToArray();
        body[body.AsSpan().LastIndexOfAnyInRange((byte)'a', (byte)'z')] ^= 1;

        scheme.Verify(delivery with { Body = body }, [read], scheme.DefaultWindow, Now).ShouldBeRefused(RefusalReason.SignatureInvalid);
    }

    internal static (Preset Data, ConfiguredScheme Scheme) Find(string preset) =>
        (SchemeCatalog.FindPreset(preset)!, SchemeCatalog.Find(preset, null, Options, out var problem).ShouldBeOfType<ConfiguredScheme>($"{problem}"));

    private static bool Holds(PresetSamples samples, string type, string placeholder) =>
        samples.Headers.Values.Append(Template(samples, type)).Any(text => text.Contains(placeholder, StringComparison.Ordinal));

    private static string Template(PresetSamples samples, string type) =>
        samples.Bodies[type] is { ValueKind: JsonValueKind.String } text ? text.GetString()! : samples.Bodies[type].GetRawText();

    internal static Delivery Deliver(PresetSamples samples, string type)
    {
        var headers = samples.Headers.Aggregate(new DeliveryHeaders(), (all, header) => all.With(header.Key, Filled(header.Value, type)));
        return new Delivery("sample", headers, Encoding.UTF8.GetBytes(Filled(Template(samples, type), type)), Now);
    }

    internal static (Delivery Delivery, SecretText Secret) Signed(Delivery delivery, SignatureDefinition definition, KeyForm form)
    {
        var time = Content.SignedTime.Write(Now, definition.TimestampFormat);
        if (!definition.Algorithm.HasPublicKey())
        {
            var secret = new SecretText(definition.Algorithm == SigningAlgorithm.Basic ? "robin:correct horse battery" : Text(form));
            var key = SecretKey.Read(secret.Text, form, out var problem).ShouldNotBeNull(problem);
            return (DeliverySigner.Sign(delivery, definition, key.Bytes.Span, time), secret);
        }

        using var pair = PrivateKeyPem.Read(PrivateKey(definition.Algorithm), definition.Algorithm).ShouldNotBeNull();
        return (DeliverySigner.Sign(delivery, definition, pair, time), new SecretText(pair.PublicKey, KeyForm.Spki));
    }

    private static string Text(KeyForm form) => form switch
    {
        KeyForm.Hex => new string('7', 64),
        KeyForm.Base64 => Convert.ToBase64String(new byte[32]),
        KeyForm.Whsec => "whsec_" + Convert.ToBase64String(new byte[32]),
        _ => "correct horse battery staple",
    };

    private static string PrivateKey(SigningAlgorithm algorithm)
    {
        using AsymmetricAlgorithm? pair = algorithm switch
        {
            SigningAlgorithm.Ed25519 => null,
            SigningAlgorithm.EcdsaP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            _ => RSA.Create(2048),
        };
        return pair?.ExportPkcs8PrivateKeyPem() ?? Ed25519Key;
    }

    // The tool fills samples in; here the values only have to be right in kind.
    private static string Filled(string template, string type) => Placeholder().Replace(template, match =>
    {
        var (name, offset) = (match.Groups["name"].Value, match.Groups["rest"].Value);
        var at = int.TryParse(offset, CultureInfo.InvariantCulture, out var seconds) ? Now.AddSeconds(seconds) : Now;
        return name switch
        {
            "type" => type,
            "eventId" => EventId,
            "nonce" => "0123456789abcdef0123456789abcdef0123456789abcdef01",
            "unix" => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "unixMs" => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "iso" => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "isoMs" or "isoNanos" => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            "number" => "424242424",
            "uuid" or "uuid7" or "ulid" or "hex40" => "00000000-0000-4000-8000-000000000000",
            _ => throw new InvalidOperationException($"Unknown placeholder {match.Value}."),
        };
    });

    [GeneratedRegex("""(?:"\{\{#(?<name>\w+)(:(?<rest>[^}]+))?\}\}")|(?:\{\{(?<name>\w+)(:(?<rest>[^}]+))?\}\})""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
