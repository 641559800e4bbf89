using System.Reflection;
using System.Text.RegularExpressions;
using Functions.Operating;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Deploying;

public sealed class AddressTests
{
    private static readonly Dictionary<string, string> Routes = typeof(ReceiveWebhook).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters().Select(parameter => (
            Function: method.GetCustomAttribute<FunctionAttribute>()?.Name, parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route)))
        .Where(found => found is { Function: not null, Route: not null })
        .ToDictionary(found => found.Function!, found => $"/{HostSettings.All["extensions:http:routePrefix"]}/{found.Route}");

    [Fact]
    public void Azure_asks_for_health_where_the_app_answers() =>
        Infra.Only("functionApp.bicep", "healthCheckPath: '([^']+)'").ShouldBe(Routes[nameof(Health)]);

    [Fact]
    public void Hooks_are_told_the_same_address_of_health() =>
        Infra.Only("main.bicep", @"^output HEALTH_URL string = '.*outputs\.hostName\}([^']+)'").ShouldBe(Routes[nameof(Health)]);

    [Fact]
    public void Links_in_notifications_lead_to_the_operators_routes()
    {
        var path = Infra.Only("functionApp.bicep", @"Notifications__BaseUrl: 'https://\$\{hostName\}([^']+)'");

        path.ShouldBe(Regex.Match(Routes[nameof(ListDeadLetters)], "^/[^/]+/operator").Value);
    }

    [Fact]
    public void The_runtime_is_the_framework_that_the_app_is_built_for()
    {
        var framework = Regex.Match(File.ReadAllText(RepositoryRoot.Combine("Directory.Build.props")), "<TargetFramework>net([0-9.]+)<").Groups[1].Value;

        Infra.Only("functionApp.bicep", @"^ +version: '([^']+)'").ShouldBe(framework);
    }

    [Fact]
    public void The_worker_is_the_one_that_runs_on_a_laptop()
    {
        var sample = File.ReadAllText(RepositoryRoot.Combine("local.settings.sample.json"));

        sample.ShouldContain($"\"FUNCTIONS_WORKER_RUNTIME\": \"{Infra.Only("functionApp.bicep", @"runtime: \{\s+name: '([^']+)'")}\"");
    }

    [Fact]
    public void The_service_of_azd_is_the_tag_of_the_app() =>
        Infra.Text("main.bicep").ShouldContain($"SERVICE_{Infra.Only("functionApp.bicep", "'azd-service-name': '([^']+)'").ToUpperInvariant()}_NAME");
}
