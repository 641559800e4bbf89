using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

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
        ["messageEncoding"] = "none",
        ["newBatchThreshold"] = "8",
        ["visibilityTimeout"] = "00:00:30",
    }, ignoreOrder: true);

    [Fact]
    public void Messages_are_written_in_the_encoding_that_the_trigger_reads()
    {
        var adapter = File.ReadAllText(RepositoryRoot.Combine("src", "Webhooks.Storage", "StorageConnection.cs"));

        Regex.Matches(adapter, @"MessageEncoding = QueueMessageEncoding\.(\w+)").ShouldHaveSingleItem()
            .Groups[1].Value.ToLowerInvariant().ShouldBe(HostSettings.All["extensions:queues:messageEncoding"]);
    }

    [Fact]
    public void The_host_never_answers_a_sender_with_429() => Of("extensions:http:").Keys.ShouldBe(["routePrefix"]);

    // A metric is written at this level, and so is the outcome of each run.
    [Theory]
    [InlineData("Function.Sweep.User")]
    [InlineData("Host.Results")]
    [InlineData("Host.Aggregator")]
    public void No_level_hides_what_alerts_ask_for(string category) => LevelOf(category).ShouldBe(LogLevel.Information);

    // The host writes two or three lines for each run: for each delivery, each health probe, and each minute for each timer.
    [Fact]
    public void No_function_writes_lines_of_the_host_for_each_run_and_every_function_writes_its_own()
    {
        var functions = typeof(ReceiveWebhook).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToList();

        functions.ShouldContain(nameof(Health));
        functions.ShouldAllBe(function => LevelOf($"Function.{function}") == LogLevel.Warning);
        functions.ShouldAllBe(function => LevelOf($"Function.{function}.User") == LogLevel.Information);
    }

    [Fact]
    public void Requests_and_exceptions_are_counted_whole() =>
        HostSettings.All["logging:applicationInsights:samplingSettings:excludedTypes"].Split(';').ShouldBe(["Request", "Exception"], ignoreOrder: true);

    // Only the logger of Application Insights writes prop__ before names of properties, which the alerts' queries rely on.
    [Fact]
    public void The_host_writes_telemetry_with_its_own_logger() => HostSettings.All.Keys.ShouldNotContain("telemetryMode");

    /// <summary>The lowest level that the host's loggers of a category write, by the same rules.</summary>
    private static LogLevel LevelOf(string category)
    {
        var logging = new ConfigurationBuilder().AddJsonFile(RepositoryRoot.Combine("host.json")).Build().GetSection("logging");
        using var loggers = LoggerFactory.Create(builder => builder.AddConfiguration(logging).AddProvider(new FakeLoggerProvider()));
        var logger = loggers.CreateLogger(category);
        return Enum.GetValues<LogLevel>().First(logger.IsEnabled);
    }

    private static Dictionary<string, string> Of(string prefix) => HostSettings.All
        .Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(setting => setting.Key[prefix.Length..], setting => setting.Value);
}
