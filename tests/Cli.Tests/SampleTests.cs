using Cli.Sending;
using Webhooks;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Tests;

public sealed class SampleTests
{
    private const string Base64Secret = "c2VjcmV0LW9mLWV2ZXJ5LXNhbXBsZS1oZXJl";

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var scheme in SchemeCatalog.Names)
        {
            foreach (var type in Samples.TypesOf(scheme, PresetCatalog.BuiltIn))
            {
                all.Add(scheme, type);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_sample_is_signed_as_its_sender_does_and_verifies(string scheme, string type)
    {
        var source = Source(scheme);
        var delivery = new Composer(source, new SendOptions(type, null, null, null, null), Shell.Now).Compose(out var sent);

        var verdict = source.Source.Scheme.Verify(delivery, source.Source.Secrets, source.Source.Scheme.DefaultWindow, Shell.Now);

        sent.ShouldBe(type);
        var verified = verdict.ShouldBeOfType<Verification.Verified>();
        verified.Event.EventId.ShouldNotBeEmpty();
        if (SchemeCatalog.FindPreset(scheme) is null && scheme != SchemeCatalog.Hmac)
        {
            verified.Event.EventType.ShouldBe(type);
        }

        System.Text.Encoding.UTF8.GetString(delivery.Body.Span).ShouldNotContain("{{");
    }

    [Theory]
    [InlineData("valara", 17)]
    [InlineData("novavms", 4)]
    [InlineData("fastpix", 35)]
    [InlineData("envless", 20)]
    public void Every_sender_has_its_documented_types(string scheme, int atLeast) => Samples.TypesOf(scheme, PresetCatalog.BuiltIn).Count.ShouldBeGreaterThanOrEqualTo(atLeast);

    [Fact]
    public void Every_scheme_has_a_sample_of_its_default_type()
    {
        foreach (var name in SchemeCatalog.Names)
        {
            var profile = SenderProfile.Of(Source(name).Source.Scheme, PresetCatalog.BuiltIn);

            Samples.TypesOf(name, PresetCatalog.BuiltIn).ShouldContain(profile.Default);
        }
    }

    [Fact]
    public void Two_samples_of_one_type_are_two_events()
    {
        foreach (var name in SchemeCatalog.Names)
        {
            var source = Source(name);
            if (source.Source.Deduplicate == Deduplicate.ByEventId)
            {
                Id(source, Shell.Now).ShouldNotBe(Id(source, Shell.Now.AddSeconds(2)), name);
            }
        }
    }

    [Fact]
    public void The_headers_are_the_senders()
    {
        Headers("valara").ShouldBe(["Content-Type", "X-Webhook-Event-Id", "X-Webhook-Timestamp", "X-Webhook-Signature"]);
        Headers("novavms").ShouldBe(["Content-Type", "X-Webhook-ID", "X-Webhook-Timestamp", "X-Webhook-Signature"]);
        Headers("fastpix").ShouldBe(["Content-Type", "FastPix-Signature"]);
        Headers("envless").ShouldBe(["Content-Type", "webhook-id", "Envless-Event", "Envless-Delivery", "User-Agent", "webhook-timestamp", "webhook-signature"]);
        Headers("standard-webhooks").ShouldBe(["Content-Type", "webhook-id", "webhook-timestamp", "webhook-signature"]);
    }

    private static string Id(ConfiguredSource source, DateTimeOffset at)
    {
        var delivery = new Composer(source, SendOptions.Default, at).Compose(out _);
        var verdict = source.Source.Scheme.Verify(delivery, source.Source.Secrets, source.Source.Scheme.DefaultWindow, at);
        return verdict.ShouldBeOfType<Verification.Verified>().Event.EventId;
    }

    private static IEnumerable<string> Headers(string scheme) =>
        new Composer(Source(scheme), new SendOptions(null, null, null, null, null), Shell.Now).Compose(out _).Headers.Select(field => field.Key);

    private static ConfiguredSource Source(string scheme) => SampleSource.Of(scheme);
}
