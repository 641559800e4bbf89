using System.Text.RegularExpressions;

namespace Functions.Tests.Deploying;

// JSON has no comments: the reasons stand in infra/README.md, under "host.json".
public sealed class HostJsonAgreementTests
{
    [Fact]
    public void The_queue_trigger_is_what_the_design_counts_on() => Of("extensions:queues:").ShouldBe(new Dictionary<string, string>
    {
        ["batchSize"] = "16",
        ["maxDequeueCount"] = "5",
        ["maxPollingInterval"] = "00:00:02",
        ["messageEncoding"] = "base64",
        ["newBatchThreshold"] = "8",
        ["visibilityTimeout"] = "00:00:30",
    }, ignoreOrder: true);

    [Fact]
    public void Messages_are_written_in_the_encoding_that_the_trigger_reads()
    {
        var adapter = File.ReadAllText(RepositoryRoot.Combine("src", "Functions", "Storage", "StorageConnection.cs"));

        Regex.Matches(adapter, @"MessageEncoding = QueueMessageEncoding\.(\w+)").ShouldHaveSingleItem()
            .Groups[1].Value.ToLowerInvariant().ShouldBe(HostSettings.All["extensions:queues:messageEncoding"]);
    }

    [Fact]
    public void The_host_never_answers_a_sender_with_429() => Of("extensions:http:").Keys.ShouldBe(["routePrefix"]);

    [Theory]
    [InlineData("Function.Sweep.User")]
    [InlineData("Host.Results")]
    [InlineData("Host.Aggregator")]
    public void No_level_hides_what_alerts_ask_for(string category)
    {
        var levels = Of("logging:logLevel:");
        var applied = levels.Where(level => category == level.Key || category.StartsWith(level.Key + '.', StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(level => level.Key.Length).Select(level => level.Value).FirstOrDefault() ?? levels["default"];

        applied.ShouldBe("Information");
    }

    [Fact]
    public void Requests_and_exceptions_are_counted_whole() =>
        HostSettings.All["logging:applicationInsights:samplingSettings:excludedTypes"].Split(';').ShouldBe(["Request", "Exception"], ignoreOrder: true);

    // Only the logger of Application Insights writes prop__ before names of properties, which the alerts' queries rely on.
    [Fact]
    public void The_host_writes_telemetry_with_its_own_logger() => HostSettings.All.Keys.ShouldNotContain("telemetryMode");

    private static Dictionary<string, string> Of(string prefix) => HostSettings.All
        .Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(setting => setting.Key[prefix.Length..], setting => setting.Value);
}
