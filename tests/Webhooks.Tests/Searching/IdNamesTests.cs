using Webhooks.Searching;

namespace Webhooks.Tests.Searching;

public sealed class IdNamesTests
{
    [Theory]
    [InlineData("id")]
    [InlineData("ID")]
    [InlineData("listing_id")]
    [InlineData("LISTING_ID")]
    [InlineData("camera-Id")]
    [InlineData("endpointId")]
    [InlineData("accountID")]
    [InlineData("item2Id")]
    public void A_field_of_such_a_name_holds_an_id(string name) => IdNames.Contains(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("paid")]
    [InlineData("valid")]
    [InlineData("VOID")]
    [InlineData("Id_of")]
    [InlineData("ids")]
    [InlineData("uuid")]
    public void A_field_of_another_name_does_not(string name) => IdNames.Contains(name).ShouldBeFalse();
}
