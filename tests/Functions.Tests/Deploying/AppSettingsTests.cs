using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webhooks.Notifying;
using Webhooks.Receiving;

namespace Functions.Tests.Deploying;

// What bicep sets is given to the code that reads it, so that a key which one of them calls otherwise cannot be deployed.
public sealed class AppSettingsTests
{
    private static readonly JsonElement Elaborate = JsonSerializer.SerializeToElement(new object[]
    {
        new { name = "camera-lab", scheme = "novavms", secrets = 2, settings = new { ReplayWindow = "12:00:00", Shards = 4 } },
        new { name = "spare", scheme = "fastpix", secrets = 0 },
    });

    private static readonly JsonElement Channels = JsonSerializer.SerializeToElement(new object[]
    {
        new { name = "team-chat", settings = new { Type = "slack", MinSeverity = "Warning" }, secrets = new[] { "Url" } },
        new { name = "mail", settings = new { Type = "email", Host = "smtp.example.com", User = "hooks", From = "hooks@example.com", To__0 = "on-call@example.com" }, secrets = new[] { "Password" } },
    });

    private static readonly JsonElement None = JsonSerializer.SerializeToElement(Array.Empty<object>());

    [Fact]
    public void The_example_parameters_make_settings_that_the_app_starts_with()
    {
        var app = Started(AppSettings.Of(Infra.Parameter("sources"), Infra.Parameter("channels")));

        app.GetRequiredService<SourceCatalog>().All.Select(source => source.Name).ShouldBe(["valara", "novavms", "fastpix", "envless"], ignoreOrder: true);
        app.GetRequiredService<SourceCatalog>().All.ShouldAllBe(source => source.Secrets.Count == 1);
    }

    [Fact]
    public void Names_with_hyphens_several_secrets_and_further_settings_arrive()
    {
        var app = Started(AppSettings.Of(Elaborate, Channels));

        var camera = app.GetRequiredService<SourceCatalog>().Find("camera-lab").ShouldNotBeNull();
        (camera.Secrets.Count, camera.ReplayWindow, camera.Shards).ShouldBe((2, TimeSpan.FromHours(12), 4));
        app.GetRequiredService<SourceCatalog>().Find("spare").ShouldNotBeNull().Secrets.ShouldBeEmpty();
        app.GetRequiredService<NotificationOptions>().Channels.Select(channel => channel.Name).ShouldBe(["team-chat", "mail"], ignoreOrder: true);
    }

    [Fact]
    public void A_name_that_Azure_refuses_for_a_setting_is_never_made() =>
        AppSettings.Of(Elaborate, Channels).Keys.Concat(AppSettings.Fixed.Keys).ShouldAllBe(key => Regex.IsMatch(key, "^[A-Za-z0-9_]+$"));

    [Fact]
    public void A_misspelt_setting_stops_the_app() => Should.Throw<OptionsValidationException>(() => Started(AppSettings.Of(
        JsonSerializer.SerializeToElement(new[] { new { name = "lab", scheme = "valara", secrets = 1, settings = new { ReplyWindow = "00:10:00" } } }), None)))
        .Message.ShouldContain("Sources__lab__ReplyWindow");

    [Fact]
    public void Beside_sources_and_channels_the_app_gets_what_host_and_platform_read() => AppSettings.Fixed.Keys.ShouldBe(
        [
            "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__blobServiceUri",
            "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
            "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Notifications__BaseUrl",
        ],
        ignoreOrder: true);

    [Fact]
    public void Every_secret_is_named_to_the_hook_by_the_name_that_the_app_asks_for()
    {
        var templates = Infra.Variable("functionApp.bicep", "secretNames");

        AppSettings.Of(Elaborate, Channels).Values.Select(Asked).OfType<string>().ShouldBe(
            ["source-camera-lab-0", "source-camera-lab-1", "channel-team-chat-url", "channel-mail-password"], ignoreOrder: true);
        templates.ShouldContain("'source-${source.name}-${n}'");
        templates.ShouldContain("'channel-${channel.name}-${toLower(secret)}'");
    }

    private static ServiceProvider Started(Dictionary<string, string> made)
    {
        var settings = made.Concat(AppSettings.Fixed).Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":"), (string?)Resolved(setting.Value)));
        return new ServiceCollection().AddLogging().AddReceiver(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }

    // What Azure puts in the place of a reference: Base64, which is a secret in every form that the schemes know.
    private static string Resolved(string value) => Asked(value) switch
    {
        null => value,
        var name when name.EndsWith("-url", StringComparison.Ordinal) => $"https://hooks.example.com/{name}",
        var name => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name.PadRight(33, '.'))),
    };

    private static string? Asked(string value) =>
        Regex.Match(value, @"^@Microsoft\.KeyVault\(SecretUri=https://kv-test\.vault\.azure\.net/secrets/([0-9a-zA-Z-]+)/\)$") is { Success: true } reference ? reference.Groups[1].Value : null;
}
