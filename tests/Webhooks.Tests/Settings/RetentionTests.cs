using Webhooks.Settings;

namespace Webhooks.Tests.Settings;

// An event that goes before its delivery is too old would be accepted again.
public sealed class RetentionTests
{
    [Theory]
    [InlineData("3.00:00:00", "6.00:00:00", null)]
    [InlineData("3.00:00:00", "5.00:00:00", "Sources__lab__Retention: 5.00:00:00 is shorter than twice the replay window; write at least 6.00:00:00, or a shorter ReplayWindow.")]
    [InlineData("2.00:00:01", "4.00:00:00", "Sources__lab__Retention: 4.00:00:00 is shorter than twice the replay window; write at least 4.00:00:02, or a shorter ReplayWindow.")]
    public void A_retention_is_at_least_twice_the_replay_window(string window, string retention, string? problem)
    {
        var settings = new SettingsReader(new Dictionary<string, string?>
        {
            ["Sources__lab__Scheme"] = "valara",
            ["Sources__lab__Secrets__0__Value"] = "wh_00000000-lab",
            ["Sources__lab__ReplayWindow"] = window,
            ["Sources__lab__Retention"] = retention,
        });

        SourceSettings.Read(settings);

        settings.Problems.ShouldBe(problem is null ? [] : [problem]);
    }
}
