using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Deploying;

public sealed class AddressTests(Deployed deployed) : IClassFixture<Deployed>
{
    private const string App = "Microsoft.Web/sites";

    internal static readonly Dictionary<string, string> Routes = typeof(ReceiveWebhook).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters().Select(parameter => (
            Function: method.GetCustomAttribute<FunctionAttribute>()?.Name, parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route)))
        .Where(found => found is { Function: not null, Route: not null })
        .ToDictionary(found => found.Function!, found => $"/{HostSettings.All["extensions:http:routePrefix"]}/{found.Route}");

    [BicepFact]
    public void Azure_asks_for_health_where_the_app_answers() =>
        deployed.Snapshot.Text(App, "properties.siteConfig.healthCheckPath").ShouldBe(Routes[nameof(Health)]);

    [BicepFact]
    public void Hooks_are_told_the_same_address_of_health() =>
        deployed.Snapshot.Output("HEALTH_URL").ShouldBe(deployed.Snapshot.Output("RECEIVER_URL") + Routes[nameof(Health)]);

    [BicepFact]
    public void Links_in_notifications_lead_to_the_operators_routes()
    {
        var path = Regex.Match(Routes["ListDeadLetters"], "^/[^/]+/operator").Value;

        deployed.Snapshot.AppSettings()["Notifications__BaseUrl"].ShouldBe(deployed.Snapshot.Output("RECEIVER_URL") + path);
    }

    [BicepFact]
    public async Task Without_a_host_name_of_its_own_the_app_has_the_one_that_Azure_gives()
    {
        var example = await Deployed.Example;

        example.Output("RECEIVER_URL").ShouldBe($"https://{example.Output("AZURE_FUNCTION_NAME")}.azurewebsites.net");
        deployed.Snapshot.Output("RECEIVER_URL").ShouldBe("https://hooks.example.com");
    }

    [BicepFact]
    public void A_name_of_our_own_is_taken() => deployed.Snapshot.Output("AZURE_FUNCTION_NAME").ShouldBe("hooks-of-our-own");

    [BicepFact]
    public void The_runtime_is_the_framework_that_the_app_is_built_for()
    {
        var framework = Regex.Match(File.ReadAllText(RepositoryRoot.Combine("Directory.Build.props")), "<TargetFramework>net([0-9.]+)<").Groups[1].Value;

        deployed.Snapshot.Text(App, "properties.functionAppConfig.runtime.version").ShouldBe(framework);
    }

    [BicepFact]
    public void The_worker_is_the_one_that_runs_on_a_laptop()
    {
        var sample = File.ReadAllText(RepositoryRoot.Combine("local.settings.sample.json"));

        sample.ShouldContain($"\"FUNCTIONS_WORKER_RUNTIME\": \"{deployed.Snapshot.Text(App, "properties.functionAppConfig.runtime.name")}\"");
    }

    [BicepFact]
    public void The_service_of_azd_is_the_tag_of_the_app() =>
        deployed.Snapshot.Output($"SERVICE_{deployed.Snapshot.Text(App, "tags.azd-service-name").ToUpperInvariant()}_NAME").ShouldBe(deployed.Snapshot.Output("AZURE_FUNCTION_NAME"));
}
