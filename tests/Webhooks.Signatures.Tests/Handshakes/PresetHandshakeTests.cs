using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Tests.Presets;

namespace Webhooks.Signatures.Tests.Handshakes;

/// <summary>The handshakes of the presets that the library brings, asked as their senders do.</summary>
public sealed class PresetHandshakeTests
{
    private const string Token = "a-token-that-was-entered";

    public static TheoryData<string> WithHandshakes =>
        [.. SchemeCatalog.Names.Where(name => SchemeCatalog.FindPreset(name) is { Handshakes.Count: > 0 }).DefaultIfEmpty("github")];

    [Theory]
    [MemberData(nameof(WithHandshakes))]
    public void A_presets_handshakes_are_answered(string name)
    {
        var scheme = Find(name);
        var list = SchemeCatalog.FindPreset(name)!.ReadHandshakes(out var problem).ShouldNotBeNull(problem);
        foreach (var handshake in list.All)
        {
            var (request, secret) = Ask(handshake, scheme.Definitions[0], scheme.KeyForms[0]);
            IReadOnlyList<Secret> secrets = handshake.Settings.Secret == SecretDelivery.Within ? [] : [scheme.ReadSecret(secret, out var unusable).ShouldNotBeNull(unusable)];

            var outcome = list.Answer(request, new(secrets) { VerifyToken = Token }, scheme, scheme.DefaultWindow, SignedDelivery.Noon);

            var answer = outcome.ShouldBeOfType<HandshakeOutcome.Answered>($"{name}: {outcome}").Answer;
            answer.Status.ShouldBe(handshake.Settings.Status ?? 200);
        }
    }

    [Theory]
    [MemberData(nameof(WithHandshakes))]
    public void A_presets_samples_are_no_handshakes(string name)
    {
        var preset = SchemeCatalog.FindPreset(name)!;
        var list = preset.ReadHandshakes(out _)!;
        foreach (var (type, body) in preset.Samples.Bodies)
        {
            var text = body.ValueKind == System.Text.Json.JsonValueKind.String ? body.GetString()! : body.GetRawText();
            var headers = preset.Samples.Headers.Aggregate(new DeliveryHeaders(), (all, header) => all.With(header.Key, header.Value));
            var request = new HandshakeRequest("POST") { Headers = headers, Body = System.Text.Encoding.UTF8.GetBytes(text) };

            // Some samples are the handshake.
            list.All.Where(handshake => !handshake.Settings.When.Values.Contains(type) && handshake.Matches("POST", new HandshakeValues(request))).ShouldBeEmpty($"{name}, {type}");
        }
    }

    private static ConfiguredScheme Find(string name) =>
        SchemeCatalog.Find(name, null, new SchemeOptions { PublicUrl = "https://hooks.example.com/api/webhooks/sample" }, out var problem).ShouldBeOfType<ConfiguredScheme>($"{problem}");

    private static (HandshakeRequest Request, SecretText Secret) Ask(Handshake handshake, SignatureDefinition definition, KeyForm form)
    {
        var request = HandshakeSample.Of(handshake, "sample-challenge", Token);
        var headers = definition.Content.Headers.Where(header => request.Headers.Find(header) is null).Aggregate(request.Headers, (all, header) => all.With(header, "e76c6bd4-55c9-4987-8304-da1588d8988b"));
        var delivery = new Delivery("", headers, request.Body, SignedDelivery.Noon) { Query = request.Query };
        var (signed, secret) = SampleTests.Signed(delivery, definition, form);
        return (handshake.Settings.IsSigned ? request with { Headers = signed.Headers, Query = signed.Query, Body = signed.Body } : request with { Headers = headers }, secret);
    }
}
