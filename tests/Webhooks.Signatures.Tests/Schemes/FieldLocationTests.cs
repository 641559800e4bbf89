using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Schemes;

public class FieldLocationTests
{
    [Theory]
    [InlineData("header:X-Id", "from header")]
    [InlineData("json:id", "from body")]
    [InlineData("json:data.id", "7")]
    [InlineData("header:X-None", null)]
    [InlineData("json:none", null)]
    public void Finds_a_value_where_it_says(string place, string? value) => Find(place).ShouldBe(value);

    [Fact]
    public void The_body_as_a_whole_is_told_by_its_hash() =>
        Find("sha256").ShouldBe("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body)));

    [Fact]
    public void Several_places_stand_in_order() =>
        FieldLocation.ReadList(" json:a , header:b,sha256 ", out _)!.Select(place => place.ToString()).ShouldBe(["the key a", "the header b", "the body's SHA-256"]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void No_place_is_an_empty_list(string? text) => FieldLocation.ReadList(text, out _).ShouldNotBeNull().ShouldBeEmpty();

    [Theory]
    [InlineData("id")]
    [InlineData("header:")]
    [InlineData("json:")]
    [InlineData("Header:X")]
    [InlineData("sha1")]
    [InlineData("query:id")]
    public void What_is_no_place_is_named(string text)
    {
        FieldLocation.ReadList($"sha256,{text}", out var problem).ShouldBeNull();
        problem.ShouldContain($"'{text}'");
    }

    [Fact]
    public void A_header_longer_than_any_id_is_no_value()
    {
        Find("header:X-Id", new string('i', 1024)).ShouldNotBeNull();
        Find("header:X-Id", new string('i', 1025)).ShouldBeNull();
    }

    private static byte[] Body => """{"id":"from body","data":{"id":7}}"""u8.ToArray();

    private static string? Find(string place, string header = "from header")
    {
        var headers = new DeliveryHeaders();
        headers.Add("x-id", header);
        return FieldLocation.ReadList(place, out var problem).ShouldNotBeNull(problem).Single().Find(new BodyFields(new Delivery("lab", headers, Body, SignedDelivery.Noon), ["id", "data.id", "none"]));
    }
}
