using System.Globalization;
using System.Text.RegularExpressions;
using Functions.Composition;
using Functions.Tests.Documenting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webhooks;
using Webhooks.Notifying;
using Webhooks.Processing;

namespace Functions.Tests.Deploying;

// What bicep sets is given to the code that reads it, so that a key which one of them calls otherwise cannot be deployed.
public sealed class AppSettingsTests(Deployed deployed) : IClassFixture<Deployed>
{
    private readonly IReadOnlyDictionary<string, string> settings = deployed.Snapshot?.AppSettings() ?? new Dictionary<string, string>();

    [BicepFact]
    public async Task The_example_parameters_make_settings_that_the_app_starts_with()
    {
        var example = await Deployed.Example;

        var sources = Started(example.AppSettings()).GetRequiredService<SourceCatalog>().All;

        sources.Select(source => source.Name).ShouldBe(["valara", "novavms", "fastpix", "envless"], ignoreOrder: true);
        sources.Sum(source => source.Secrets.Count).ShouldBe(example.OutputList("SECRET_NAMES").Count);
    }

    [BicepFact]
    public void Names_with_hyphens_several_secrets_and_further_settings_arrive()
    {
        var app = Started(settings);

        var sources = app.GetRequiredService<SourceCatalog>();
        sources.All.Select(source => source.Name).ShouldBe(deployed.Snapshot.OutputList("SOURCE_NAMES"), ignoreOrder: true);
        var camera = sources.Find("camera-lab").ShouldNotBeNull();
        (camera.Secrets.Count, camera.ReplayWindow, camera.Shards).ShouldBe((2, TimeSpan.FromHours(12), 4));
        sources.Find("spare").ShouldNotBeNull().Secrets.ShouldBeEmpty();
        app.GetRequiredService<NotificationOptions>().Channels.Select(channel => channel.Name).ShouldBe(["team-chat", "bot", "mail"], ignoreOrder: true);
        app.GetRequiredService<ProcessingOptions>().MaxAttempts.ShouldBe(10);
    }

    [BicepFact]
    public void A_name_that_Azure_refuses_for_a_setting_is_never_made() => settings.Keys.ShouldAllBe(key => Regex.IsMatch(key, "^[A-Za-z0-9_]+$"));

    [BicepFact]
    public async Task A_misspelt_setting_stops_the_app()
    {
        using var infra = new Infra();
        infra.Change("everything.bicepparam", "ReplayWindow", "ReplyWindow");

        var made = await BicepCompiler.Shared.SnapshotAsync(infra.Everything);

        Should.Throw<OptionsValidationException>(() => Started(made.AppSettings())).Message.ShouldContain("Sources__camera_lab__ReplyWindow");
    }

    [BicepFact]
    public void Beside_sources_and_channels_the_app_gets_what_host_and_platform_read()
    {
        string[] needed =
        [
            "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__blobServiceUri",
            "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
            "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "Notifications__BaseUrl",
        ];

        needed.ShouldBeSubsetOf(settings.Keys);
        settings.Keys.ShouldAllBe(key => SettingsPage.All.Any(row => row.Describes(key)));
    }

    [BicepFact]
    public async Task The_host_lets_through_what_is_a_little_more_than_the_app_takes()
    {
        const string Limit = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
        var limit = (await Deployed.Example).AppSettings()[Limit];

        int.Parse(limit, CultureInfo.InvariantCulture).ShouldBeInRange(Source.LargestRowBody + 1, 2 * Source.LargestRowBody);
        File.ReadAllText(RepositoryRoot.Combine("local.settings.sample.json")).ShouldContain($"\"{Limit}\": \"{limit}\"");
    }

    [BicepFact]
    public async Task A_source_of_large_bodies_raises_the_hosts_limit_and_lowers_what_an_instance_serves_at_once()
    {
        using var infra = new Infra();
        infra.Change("everything.bicepparam", "Shards: 4", "Shards: 4, MaxBodyBytes: 26214400");

        var made = await BicepCompiler.Shared.SnapshotAsync(infra.Everything);

        made.AppSettings()["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"].ShouldBe($"{Source.LargestBody + (256 * 1024)}");
        (ConcurrencyIn(deployed.Snapshot), ConcurrencyIn(made)).ShouldBe(("32", "8"));
        Started(made.AppSettings()).GetRequiredService<SourceCatalog>().Find("camera-lab").ShouldNotBeNull().TakesLargeBodies.ShouldBeTrue();

        static string ConcurrencyIn(Snapshot snapshot) => snapshot.Text("Microsoft.Web/sites", "properties.functionAppConfig.scaleAndConcurrency.triggers.http.perInstanceConcurrency");
    }

    [BicepFact]
    public void The_app_signs_in_as_its_identity() => (settings["AzureWebJobsStorage__clientId"], settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"])
        .ShouldBe((AzureAnswers.ClientId, $"ClientId={AzureAnswers.ClientId};Authorization=AAD"));

    [BicepFact]
    public void Every_secret_is_named_to_the_hook_by_the_name_that_the_app_asks_for()
    {
        var asked = settings.Values.Select(Asked).OfType<string>().ToList();

        asked.ShouldBe(["source-valara-0", "source-camera-lab-0", "source-camera-lab-1", "channel-team-chat-url", "channel-bot-bottoken", "channel-mail-password"], ignoreOrder: true);
        deployed.Snapshot.OutputList("SECRET_NAMES").ShouldBe(asked, ignoreOrder: true);
    }

    private static ServiceProvider Started(IReadOnlyDictionary<string, string> made)
    {
        var resolved = made.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":"), (string?)Resolved(setting.Value)));
        return new ServiceCollection().AddLogging().AddReceiver(new ConfigurationBuilder().AddInMemoryCollection(resolved).Build()).BuildServiceProvider();
    }

    // What Azure puts in the place of a reference: Base64, which is a secret in every form that the schemes know.
    private static string Resolved(string value) => Asked(value) switch
    {
        null => value,
        var name when name.EndsWith("-url", StringComparison.Ordinal) => $"https://hooks.example.com/{name}",
        var name when name.EndsWith("-bottoken", StringComparison.Ordinal) => $"xoxb-{name}",
        var name => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name.PadRight(33, '.'))),
    };

    private static string? Asked(string value) =>
        Regex.Match(value, @"^@Microsoft\.KeyVault\(SecretUri=https://kv-[a-z0-9]+\.vault\.azure\.net/secrets/([0-9a-zA-Z-]+)/\)$") is { Success: true } reference ? reference.Groups[1].Value : null;
}
