using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

public sealed class MessageTimesTests
{
    [Theory]
    [InlineData("Offline since 2026-03-29 00:59 UTC.", "Offline since 2026-03-29 01:59 +01:00.")]
    [InlineData("Offline since 2026-03-29 01:00:00 UTC.", "Offline since 2026-03-29 03:00:00 +02:00.")]
    [InlineData("2026-12-31 23:30:00 UTC to 2027-01-01 00:30:00 UTC", "2027-01-01 00:30:00 +01:00 to 2027-01-01 01:30:00 +01:00")]
    [InlineData("2026-13-45 99:99 UTC", "2026-13-45 99:99 UTC")]
    [InlineData("2026-03-29 01:00 UTCX 12026-03-29 01:00 UTC", "2026-03-29 01:00 UTCX 12026-03-29 01:00 UTC")]
    [InlineData("", "")]
    public void Times_are_those_of_a_zone_in_summer_and_in_winter(string text, string expected)
    {
        MessageTimes.In(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).ShouldBe(expected);
        MessageTimes.In(text, TimeZoneInfo.Utc).ShouldBe(text);
    }

    [Theory]
    [InlineData("9999-12-31 23:59:59 UTC", "Asia/Tokyo")]
    [InlineData("0001-01-01 00:00 UTC", "America/New_York")]
    public void The_first_and_the_last_time_there_are_harm_nothing(string text, string zone) =>
        MessageTimes.In(text, TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldStartWith(text[..4]);

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(-5, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(4_320, "1 h 12 min")]
    [InlineData(86_400, "1 day")]
    [InlineData(200_000, "2 days 7 h")]
    public void A_span_has_its_two_largest_units(int seconds, string expected) => Quantity.Span(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
