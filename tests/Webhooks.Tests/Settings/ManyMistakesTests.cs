using Webhooks.Senders;
using Webhooks.Settings;

namespace Webhooks.Tests.Settings;

public sealed class ManyMistakesTests
{
    // Whoever mends one mistake and starts anew must not meet the next.
    [Fact]
    public void One_mistake_hides_no_other()
    {
        var mistakes = new Dictionary<string, string?>
        {
            ["Sources__lab__Secrets__0__Value"] = "short",
            ["Sources__lab__Shards"] = "0",
            ["Sources__lab__ReplayWindow"] = "300",
            ["Sources__lab__Redacted__0"] = "data.phone",
            ["Processing__MaxAttempts"] = "0",
            ["Processing__Lease"] = "long",
            ["Processing__Retries"] = "3",
            ["Forwarding__crm__Url"] = "http://crm.example.com",
            ["Forwarding__crm__Secret"] = "whsec_***",
            ["Forwarding__crm__Timeout"] = "15",
            ["Forwarding__crm__Retries"] = "3",
            ["Forwarding__erp__Url"] = "erp",
            ["Health__MaxBacklogAge"] = "soon",
            ["Health__MaxClockSkew"] = "9",
            ["Health__MaxSkew"] = "9",
            ["Health_s__MaxSkew"] = "9",
            ["Notifications__Channels__mail__Host"] = "smtp host",
            ["Notifications__Channels__mail__Port"] = "0",
            ["Notifications__Channels__mail__Budget"] = "1",
        };
        var reader = new SettingsReader(mistakes.Append(new("Sources__lab__Scheme", "valara")).Append(new("Notifications__Channels__mail__Type", "email")));

        SourceSettings.Read(reader);
        ProcessingSettings.Read(reader);
        ForwardingSettings.Read(reader);
        HealthSettings.Read(reader);
        NotificationSettings.Read(reader, NotificationRules.All);
        reader.RefuseNearMisses();

        mistakes.Keys.ShouldAllBe(key => reader.Problems.Any(problem => problem.StartsWith(key + ":", StringComparison.Ordinal)));
        reader.Problems.ShouldAllBe(problem => !problem.Contains("short", StringComparison.Ordinal) && !problem.Contains("***", StringComparison.Ordinal));
    }
}
