using Webhooks.Rotating;

namespace Webhooks.Tests.Rotating;

public sealed class SecretStandingTests
{
    private static readonly DateTimeOffset Now = SignedDelivery.Noon;

    [Theory]
    [InlineData("0.00:00:00", "active", "never used: the sender does not sign with it yet")]
    [InlineData("0.00:00:01", "not yet active", "begins in less than a day")]
    [InlineData("0.23:59:59", "not yet active", "begins in less than a day")]
    [InlineData("1.00:00:00", "not yet active", "begins in 1 day")]
    [InlineData("1.23:59:59", "not yet active", "begins in 1 day")]
    [InlineData("2.00:00:00", "not yet active", "begins in 2 days")]
    public void Before_it_begins_a_secret_waits(string begins, string state, string advice)
    {
        var one = Secret("old", from: Now + Span(begins));

        Standing(one).ShouldBe([$"{one.Fingerprint} {state}: {advice}"]);
    }

    [Theory]
    [InlineData("0.00:00:01", "active", "ends in less than a day, never used: the sender does not sign with it yet")]
    [InlineData("3.00:00:00", "active", "ends in 3 days, never used: the sender does not sign with it yet")]
    [InlineData("0.00:00:00", "ended", "ended less than a day ago, safe to remove")]
    [InlineData("-5.00:00:00", "ended", "ended 5 days ago, safe to remove")]
    public void At_its_end_a_secret_has_ended(string ends, string state, string advice)
    {
        var one = Secret("old", to: Now + Span(ends));

        Standing(one).ShouldBe([$"{one.Fingerprint} {state}: {advice}"]);
    }

    [Theory]
    [InlineData("0.23:59:59", "")]
    [InlineData("1.00:00:00", "unused for 1 day")]
    [InlineData("6.23:59:59", "unused for 6 days")]
    [InlineData("7.00:00:00", "unused for 7 days, safe to remove")]
    public void What_another_secret_has_replaced_can_go_after_a_week(string unused, string advice)
    {
        var (one, other) = (Secret("old"), Secret("new"));
        var last = Now - Span(unused);

        SecretStanding.Of(Lab(one, other), [Used(one, last), Used(other, last.AddSeconds(1))], Now)[0].Advice.ShouldBe(advice.Length == 0 ? [] : [advice]);
    }

    [Fact]
    public void Only_a_secret_that_is_active_and_was_used_later_replaces_another()
    {
        var (one, other, ended) = (Secret("old"), Secret("new"), Secret("gone", to: Now));
        var last = Now.AddDays(-10);

        Standing([one, other], Used(one, last)).First().ShouldEndWith("active: unused for 10 days");
        Standing([one, other], Used(one, last), Used(other, last)).First().ShouldEndWith("active: unused for 10 days");
        Standing([one, ended], Used(one, last), Used(ended, last.AddDays(1))).First().ShouldEndWith("active: unused for 10 days");
        Standing([one, other], Used(one, last), Used(other, last.AddTicks(1))).First().ShouldEndWith("active: unused for 10 days, safe to remove");
    }

    [Fact]
    public void What_is_configured_no_more_is_remembered_for_thirty_days_the_latest_first()
    {
        var (one, first, second, third) = (Secret("old"), Secret("first"), Secret("second"), Secret("third"));

        Standing([one], Used(first, Now.AddDays(-30)), Used(second, Now.AddDays(-30).AddTicks(1)), Used(third, Now.AddDays(-1))).ShouldBe(
        [
            $"{one.Fingerprint} active: never used: the sender does not sign with it yet",
            $"{third.Fingerprint} not configured: last verified 1 day ago and is no longer in the settings",
            $"{second.Fingerprint} not configured: last verified 29 days ago and is no longer in the settings",
        ]);
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Secret Secret(string text, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        Webhooks.Signatures.Secrets.Secret.Read($"wh_00000000-{text}", From.Valara().Scheme.KeyForms, out _, from, to)!;

    private static SecretHistory Used(Secret secret, DateTimeOffset last) => new(secret.Fingerprint, last, last, new Dictionary<string, long>());

    private static Source Lab(params Secret[] secrets) => new() { Name = "lab", Scheme = From.Valara().Scheme, Secrets = secrets, ReplayWindow = TimeSpan.FromMinutes(5) };

    private static IEnumerable<string> Standing(Secret secret) => Standing([secret]);

    private static IEnumerable<string> Standing(Secret[] secrets, params SecretHistory[] histories) =>
        SecretStanding.Of(Lab(secrets), histories, Now).Select(one => $"{one.Fingerprint} {one.State}: {string.Join(", ", one.Advice)}");
}
