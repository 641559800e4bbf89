using System.Text.Json.Nodes;
using LocalHost;
using LocalHost.Discovery;

namespace Functions.Tests.LocalHost;

public sealed class FunctionsMetadataTests
{
    [Fact]
    public async Task What_LocalHost_finds_is_what_the_build_wrote_down_for_the_Functions_host()
    {
        var metadata = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "functions.metadata")))!.AsArray();
        await using var host = await (SampleHost.With() with { App = HostedApp.Options.App, Where = HostedApp.Options.Where }).StartAsync();

        host.Functions.Select(function => $"{function.Name}: {Written(function.Trigger)}")
            .ShouldBe(metadata.Select(function => $"{function!["name"]}: {Written((string)function["name"]!, function["bindings"]![0]!)}"), ignoreOrder: true);
    }

    private static string Written(string name, JsonNode trigger) => (string)trigger["type"]! switch
    {
        "httpTrigger" => $"{trigger["authLevel"]} {string.Join(',', trigger["methods"]?.AsArray() ?? [])} api/{trigger["route"] ?? name}",
        "queueTrigger" => $"{trigger["queueName"]} of {trigger["connection"] ?? "AzureWebJobsStorage"}",
        "timerTrigger" => $"{trigger["schedule"]} {(bool?)trigger["runOnStartup"] ?? false}",
        var unknown => unknown,
    };

    private static string Written(Trigger trigger) => trigger switch
    {
        Trigger.Http http => $"{http.Level} {string.Join(',', http.Methods)} {http.Route}",
        Trigger.Queue queue => $"{queue.Name} of {queue.Connection}",
        Trigger.Timer timer => $"{timer.Schedule} {timer.RunOnStartup}",
        _ => "",
    };
}
