using System.Text.Json.Nodes;

namespace Functions.Tests.Senders;

// What Valara's pages on media.delivery.failed and media.delivery.completed say of single fields. A breach is named and refuses nothing.
public sealed class ValaraContractTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("\"abc1234\"", "")]
    [InlineData("\"0000000\"", "")]
    [InlineData("\"ABC1234\"", "data.listing_number OutOfRange")]
    [InlineData("\"abc123\"", "data.listing_number OutOfRange")]
    [InlineData("\"abc12345\"", "data.listing_number OutOfRange")]
    [InlineData("\"abc-123\"", "data.listing_number OutOfRange")]
    [InlineData("\"abc1234\\n\"", "data.listing_number OutOfRange")]
    [InlineData("\"\"", "data.listing_number OutOfRange")]
    [InlineData("1234567", "data.listing_number Mistyped")]
    [InlineData("null", "data.listing_number Missing")]
    [InlineData("", "data.listing_number Missing")]
    public Task Public_listing_number_is_a_7_char_lowercase_nanoid(string value, string breaches) =>
        ShouldBeAsync(ValaraDeliveries.Failed(body => ValaraCountTests.Set(body["data"]!.AsObject(), "listing_number", value)), breaches);

    [AzuriteTheory]
    [InlineData("2026-04-17", "")]
    // The day of arrival.
    [InlineData("2026-11-21", "")]
    [InlineData("2026-11-22", "api_version OutOfRange")]
    [InlineData("9999-12-31", "api_version OutOfRange")]
    [InlineData("2026-02-30", "api_version Mistyped")]
    [InlineData("2026-4-17", "api_version Mistyped")]
    [InlineData("17.04.2026", "api_version Mistyped")]
    [InlineData("v2", "api_version Mistyped")]
    public Task Payload_schema_version_is_a_date_YYYY_MM_DD_and_not_in_the_future(string version, string breaches) =>
        ShouldBeAsync(ValaraDeliveries.Failed(body => body["api_version"] = version), breaches);

    [AzuriteTheory]
    [InlineData(1024, "x", "")]
    [InlineData(1025, "x", "data.error.message OutOfRange")]
    // A character that is two in UTF-16 is one to the sender.
    [InlineData(1024, "🏠", "")]
    [InlineData(1025, "🏠", "data.error.message OutOfRange")]
    public Task Message_is_truncated_to_1024_chars(int length, string character, string breaches) =>
        ShouldBeAsync(ValaraDeliveries.Failed(body => body["data"]!["error"]!["message"] = string.Concat(Enumerable.Repeat(character, length))), breaches);

    [AzuriteTheory]
    [InlineData("0", "")]
    [InlineData("-1", "data.duration_seconds OutOfRange")]
    [InlineData("1.5", "data.duration_seconds Mistyped")]
    [InlineData("true", "data.duration_seconds Mistyped")]
    [InlineData("\"95\"", "data.duration_seconds Mistyped")]
    [InlineData("", "data.duration_seconds Missing")]
    public Task Duration_seconds_is_an_integer(string value, string breaches) =>
        ShouldBeAsync(ValaraDeliveries.Completed(body => ValaraCountTests.Set(body["data"]!.AsObject(), "duration_seconds", value)), breaches);

    [AzuriteTheory]
    [InlineData("agency_id")]
    [InlineData("listing_number")]
    [InlineData("job_id")]
    [InlineData("destination")]
    [InlineData("error")]
    [InlineData("duration_seconds")]
    public async Task Every_field_of_a_failed_delivery_is_required_and_a_breach_when_it_is_missing_or_mistyped(string field)
    {
        await ShouldBeAsync(ValaraDeliveries.Failed(body => body["data"]!.AsObject().Remove(field)), $"data.{field} Missing");
        await ShouldBeAsync(ValaraDeliveries.Failed(body => body["data"]![field] = new JsonArray()), $"data.{field} Mistyped");
    }

    [AzuriteFact]
    public Task Which_fields_are_missing_and_which_are_mistyped_and_which_out_of_range_is_told_apart() =>
        ShouldBeAsync(
            ValaraDeliveries.Failed(body =>
            {
                var data = body["data"]!.AsObject();
                data.Remove("agency_id");
                data["job_id"] = 7;
                data["listing_number"] = "ABC";
            }),
            "data.agency_id Missing, data.job_id Mistyped, data.listing_number OutOfRange");

    private async Task ShouldBeAsync(SignedDelivery delivery, string breaches)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        var id = await app.ReceiveAsync(delivery);

        string.Join(", ", (await app.BreachesAsync("valara", id)).Split(", ").Order(StringComparer.Ordinal)).ShouldBe(breaches);
    }
}
