using Webhooks.Signatures.Content;

namespace Webhooks.Signatures.Tests.Schemes;

public class SignedTimeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1795262400", 1795262400)]
    [InlineData("0001795262400", 1795262400)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", int.MaxValue + 1L)]
    [InlineData("4294967296", 4294967296)]
    [InlineData("253402300799", 253402300799)]
    public void Seconds_run_past_2038(string text, long seconds) =>
        SignedTime.Read(text, TimeFormat.Unix).ShouldBe(DateTimeOffset.FromUnixTimeSeconds(seconds));

    [Theory]
    [InlineData("253402300800")]
    [InlineData("999999999999999")]
    [InlineData("1000000000000000")]
    [InlineData("0000001795262400")]
    [InlineData("9223372036854775808")]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1\n")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e9")]
    [InlineData("1_000")]
    [InlineData("１")]
    public void Other_spellings_are_no_seconds(string text) => SignedTime.Read(text, TimeFormat.Unix).ShouldBeNull();

    [Fact]
    public void Milliseconds_are_their_own_format()
    {
        SignedTime.Read("1795262400123", TimeFormat.UnixMilliseconds).ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1795262400123));
        SignedTime.Read("253402300799000", TimeFormat.UnixMilliseconds).ShouldNotBeNull();
        SignedTime.Read("253402300799001", TimeFormat.UnixMilliseconds).ShouldBeNull();
        SignedTime.Read("1795262400.123", TimeFormat.UnixMilliseconds).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-04-21T14:05:00Z", "2026-04-21T14:05:00.0000000")]
    [InlineData("2026-04-21t14:05:00z", "2026-04-21T14:05:00.0000000")]
    [InlineData("2026-04-21 14:05:00Z", "2026-04-21T14:05:00.0000000")]
    [InlineData("2026-04-21T14:05:00.5Z", "2026-04-21T14:05:00.5000000")]
    [InlineData("2026-04-21T14:05:00.361817248Z", "2026-04-21T14:05:00.3618172")]
    [InlineData("2026-04-21T14:05:00.361817248999999999999999999Z", "2026-04-21T14:05:00.3618172")]
    [InlineData("2026-04-21T16:05:00+02:00", "2026-04-21T14:05:00.0000000")]
    [InlineData("2026-04-21T16:05:00.123456789+02:00", "2026-04-21T14:05:00.1234567")]
    [InlineData("2026-04-21T14:05:00-00:00", "2026-04-21T14:05:00.0000000")]
    [InlineData("2039-04-21T14:05:00Z", "2039-04-21T14:05:00.0000000")]
    public void RFC_3339_is_read_with_any_number_of_digits(string text, string utc) =>
        SignedTime.Read(text, TimeFormat.Iso8601).ShouldNotBeNull().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", null).ShouldBe(utc);

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-04-21")]
    [InlineData("21.04.2026T14:05:00Z")]
    [InlineData("04/21/2026 14:05:00 PM")]
    [InlineData("2026-13-21T14:05:00Z")]
    [InlineData("2026-02-30T14:05:00Z")]
    [InlineData("2026-04-21T25:05:00Z")]
    [InlineData("2026-04-21T14:05:00.Z")]
    [InlineData("2026-04-21T14:05:00ZZ")]
    [InlineData(" 2026-04-21T14:05:00Z")]
    [InlineData("2026-04-21T14:05:00Z ")]
    [InlineData("2026-04-21T14:05:00Z\n")]
    [InlineData("2026-04-21T14:05:00+99:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("1795262400")]
    [InlineData("2026/04/21T14:05:00Z")]
    [InlineData("2026-04-21T14:05:00.5 Z")]
    [InlineData("2026-04-21_14:05:00Z")]
    public void Other_texts_are_no_RFC_3339_time(string text) => SignedTime.Read(text, TimeFormat.Iso8601).ShouldBeNull();

    [Theory]
    [InlineData(TimeFormat.Unix, "1795262400")]
    [InlineData(TimeFormat.UnixMilliseconds, "1795262400000")]
    [InlineData(TimeFormat.Iso8601, "2026-11-21T12:00:00Z")]
    public void Times_are_written_as_senders_write_them(TimeFormat format, string text) => SignedTime.Write(SignedDelivery.Noon, format).ShouldBe(text);

    [Fact]
    public void A_time_without_its_zone_says_too_little() => SignedTime.Read("2026-04-21T14:05:00", TimeFormat.Iso8601).ShouldBeNull();

    [Fact]
    public void Digits_without_end_cost_nothing_much() =>
        SignedTime.Read("2026-04-21T14:05:00." + new string('1', 1_000_000) + "Z", TimeFormat.Iso8601)?.Year.ShouldBe(2026);

    [Fact]
    public void The_window_counts_its_edges_as_inside_to_the_tick()
    {
        var (now, window) = (SignedDelivery.Noon, TimeSpan.FromMinutes(5));

        ReplayWindow.Check(now - window, window, now).ShouldBeNull();
        ReplayWindow.Check(now + window, window, now).ShouldBeNull();
        ReplayWindow.Check(now - window - TimeSpan.FromTicks(1), window, now)!.Reason.ShouldBe(RefusalReason.TooOld);
        ReplayWindow.Check(now + window + TimeSpan.FromTicks(1), window, now)!.Reason.ShouldBe(RefusalReason.FromTheFuture);
        ReplayWindow.Check(null, window, now).ShouldBeNull();
    }

    [Theory]
    [InlineData(-300, 999, true)]
    [InlineData(-301, 0, false)]
    [InlineData(300, 0, true)]
    [InlineData(301, 999, false)]
    public void A_time_in_whole_seconds_is_judged_in_whole_seconds(int seconds, int millisecondsOfNow, bool isInside)
    {
        var (now, window) = (SignedDelivery.Noon, TimeSpan.FromMinutes(5));

        (ReplayWindow.Check(now.AddSeconds(seconds), window, now.AddMilliseconds(millisecondsOfNow)) is null).ShouldBe(isInside);
    }

    [Theory]
    [InlineData(-299_999, true)]
    [InlineData(-300_001, false)]
    public void A_time_in_milliseconds_is_judged_in_milliseconds(int milliseconds, bool isInside)
    {
        var (now, window) = (SignedDelivery.Noon, TimeSpan.FromMinutes(5));

        (ReplayWindow.Check(now.AddMilliseconds(milliseconds), window, now.AddTicks(9_999)) is null).ShouldBe(isInside);
    }

    [Fact]
    public void How_far_off_a_time_is_and_how_far_it_may_be_is_told_in_seconds()
    {
        var (now, window) = (SignedDelivery.Noon, TimeSpan.FromMinutes(5));

        ReplayWindow.Check(now.AddSeconds(-301), window, now)!.Detail.ShouldBe("Signed 301 s ago; the window is 300 s.");
        ReplayWindow.Check(now.AddSeconds(301), window, now)!.Detail.ShouldBe("Signed 301 s ahead of this clock; the window is 300 s.");
    }

    [Fact]
    public void The_ends_of_time_overflow_nothing()
    {
        ReplayWindow.Check(DateTimeOffset.MinValue, TimeSpan.Zero, DateTimeOffset.MaxValue)!.Code.ShouldBe("too_old");
        ReplayWindow.Check(DateTimeOffset.MaxValue, TimeSpan.Zero, DateTimeOffset.MinValue)!.Code.ShouldBe("from_the_future");
        ReplayWindow.Check(DateTimeOffset.MinValue, TimeSpan.MaxValue, DateTimeOffset.MaxValue).ShouldBeNull();
    }
}
