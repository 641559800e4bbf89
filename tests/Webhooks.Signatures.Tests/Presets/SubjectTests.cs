using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>What an event is about, so that people can search by it.</summary>
public class SubjectTests
{
    public static TheoryData<string> WithSubject => [.. PresetFiles.Names.Where(name => PresetFiles.Find(name)!.Scheme.Subject is not null)];

    [Theory]
    [MemberData(nameof(WithSubject))]
    public void A_place_that_a_preset_names_has_a_value_in_one_of_its_samples(string name)
    {
        var preset = PresetFiles.Find(name)!;
        var settings = new SchemeOptions { PublicUrl = "https://hooks.example.com/", WebhookId = "w", TopicArn = "arn:aws:sns:eu-west-1:1:t", Audience = "a", ServiceAccount = "s" };
        var scheme = SchemeCatalog.Find(name, null, settings, PresetCatalog.BuiltIn, out var problem) ?? SchemeCatalog.Find(name, null, new(), PresetCatalog.BuiltIn, out problem);

        scheme.ShouldNotBeNull($"{problem}");
        preset.Samples.Bodies.Values.Select(body => body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText())
            .ShouldContain(body => scheme.FindSubject(new Delivery(name, new DeliveryHeaders(), Encoding.UTF8.GetBytes(body), DateTimeOffset.UnixEpoch)) != null);
    }

    [Theory]
    [InlineData("valara", """{"data":{"listing_number":"k7"}}""", "k7", "data.listing_number")]
    [InlineData("novavms", """{"data":{"gateway_id":"g","id":"x"}}""", "g", "data.gateway_id")]
    [InlineData("fastpix", """{"object":{"id":"m"},"data":{"id":"track"}}""", "m", "object.id")]
    [InlineData("fastpix", """{"data":{"uploadId":7}}""", "7", "data.uploadId")]
    [InlineData("envless", """{"data":{"delivery":{"id":"d","endpointId":"e"}}}""", "e", "data.delivery.endpointId")]
    [InlineData("standard-webhooks", """{"type":"contact.created","data":{"id":"c"}}""", "c", "data.id")]
    public void A_built_in_sender_names_it(string scheme, string body, string value, string at) =>
        SchemeNamed.Find(scheme).FindSubject(new Delivery(scheme, new DeliveryHeaders(), Encoding.UTF8.GetBytes(body), DateTimeOffset.UnixEpoch))
            .ShouldBe(new LocatedText(value, at));

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("""{"data":{"listing_number":{"a":1}}}""")]
    [InlineData("""{"data":{"listing_number":"one","listing_number":"two"}}""")]
    [InlineData("""{"data":{"listing_number":"cut off""")]
    public void A_body_without_one_has_none(string body) =>
        SchemeNamed.Find("valara").FindSubject(new Delivery("valara", new DeliveryHeaders(), Encoding.UTF8.GetBytes(body), DateTimeOffset.UnixEpoch)).ShouldBeNull();
}
