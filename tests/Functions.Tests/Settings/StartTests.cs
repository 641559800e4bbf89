using Functions.Composition;
using LocalHost;
using LocalHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Settings;

namespace Functions.Tests.Settings;

// An app that cannot verify must not start, and must say which setting is to blame, what is wrong with it and how it should look.
public sealed class StartTests
{
    [Theory]
    [InlineData("Sources__lab__Scheme", "valar", "Sources__lab__Scheme", "unknown scheme 'valar'", "standard-webhooks")]
    [InlineData("Sources__lab__Scheme", "", "Sources__lab__Scheme", "missing", "valara")]
    [InlineData("Sources__lab__Secrets__0__Value", "", "Sources__lab__Secrets__0__Value", "no secret", "dashboard")]
    [InlineData("Sources__lab__Secrets__0__Value", "short", "Sources__lab__Secrets__0__Value", "5 bytes", "8")]
    [InlineData("Sources__lab__Secrets__0__Value", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "Sources__lab__Secrets__0__Value", "not resolved", "Key Vault Secrets User")]
    [InlineData("Sources__lab__Secrets__0__Value", " @Microsoft.KeyVault(VaultName=v;SecretName=s)", "Sources__lab__Secrets__0__Value", "not resolved", "Key Vault Secrets User")]
    [InlineData("Forwarding__crm__Secret", "@Microsoft.KeyVault(VaultName=v;SecretName=s)", "Forwarding__crm__Secret", "not resolved", "Key Vault Secrets User")]
    [InlineData("Sources__lab__Secrets__1__Value", "wh_4f1c9a7be2d05836", "Sources__lab__Secrets__1__Value", "same secret", "remove")]
    [InlineData("Sources__lab__Secrets__0__KeyForm", "base65", "Sources__lab__Secrets__0__KeyForm", "'base65'", "Base64")]
    [InlineData("Sources__lab__Secrets__0__NotAfter", "tomorrow", "Sources__lab__Secrets__0__NotAfter", "'tomorrow'", "2026-12-31T00:00:00Z")]
    [InlineData("Sources__lab__ReplayWindow", "5 minutes", "Sources__lab__ReplayWindow", "'5 minutes'", "00:05:00")]
    [InlineData("Sources__lab__ReplayWindow", "300", "Sources__lab__ReplayWindow", "'300'", "00:05:00")]
    [InlineData("Sources__lab__Retention", "1.00:00:00", "Sources__lab__Retention", "4.00:00:00", "days")]
    [InlineData("Sources__lab__MaxBodyBytes", "26214401", "Sources__lab__MaxBodyBytes", "26214400", "whole number")]
    [InlineData("Sources__lab__Shards", "0", "Sources__lab__Shards", "'0'", "1 to 64")]
    [InlineData("Sources__lab__OnReplay", "Ignore", "Sources__lab__OnReplay", "'Ignore'", "Acknowledge")]
    [InlineData("Sources__lab__SenderRedrive", "Always", "Sources__lab__SenderRedrive", "'Always'", "Proven, Allow, Never")]
    [InlineData("Sources__lab__MovedTo", "hooks-2", "Sources__lab__MovedTo", "not an https address", "https://hooks-2.example.com")]
    [InlineData("Sources__lab__MovedTo", "https://hooks-2.example.com/api/webhooks/lab", "Sources__lab__MovedTo", "address of the other receiver alone", "is added")]
    [InlineData("Sources__lab__MovedFrom", "AccountName", "Sources__lab__MovedFrom", "no storage account", "connection string")]
    [InlineData("Sources__lab__MovedFrom", "AccountName=old", "Sources__lab__MovedFrom", "no storage account", "connection string")]
    [InlineData("Sources__lab__MovedFrom", "http://old.table.core.windows.net", "Sources__lab__MovedFrom", "no storage account", "connection string")]
    [InlineData("Sources__lab__MovedFrom", "@Microsoft.KeyVault(VaultName=v;SecretName=s)", "Sources__lab__MovedFrom", "no storage account", "connection string")]
    [InlineData("Sources__lab__VerifyToken", "a token", "Sources__lab__VerifyToken", "no such token", "remove")]
    [InlineData("Sources__lab__NewSecret", "Log", "Sources__lab__NewSecret", "introduces no secret", "remove")]
    [InlineData("Sources__lab__NewSecret", "Yes", "Sources__lab__NewSecret", "'Yes'", "Answer, Log")]
    [InlineData("Sources__lab__Answer__Status", "302", "Sources__lab__Answer__Status", "'302'", "200 to 299")]
    [InlineData("Sources__lab__Answer__Empty", "yes", "Sources__lab__Answer__Empty", "'yes'", "true nor false")]
    [InlineData("Sources__lab__Answer__ContentType", "plain", "Sources__lab__Answer__ContentType", "media type", "text/plain")]
    [InlineData("Sources__lab__Answer__ContentType", "text/plain", "Sources__lab__Answer__ContentType", "JSON", "Body")]
    [InlineData("Sources__lab__Answer__Text", "OK", "Sources__lab__Answer__Text", "no such setting", "Answer__Body")]
    [InlineData("Sources__lab__RetentionDays", "7", "Sources__lab__RetentionDays", "no such setting", "Retention")]
    [InlineData("Sources__lab__Hmac__Prefix", "v1", "Sources__lab__Hmac", "valara", "hmac")]
    [InlineData("Sources__Lab_1__Scheme", "valara", "Sources__Lab_1", "lower-case", "example")]
    [InlineData("Processing__MaxAttempts", "many", "Processing__MaxAttempts", "'many'", "1 to 100")]
    [InlineData("Processing__Backoff__0", "5", "Processing__Backoff__0", "'5'", "00:05:00")]
    [InlineData("Processing__Lease", "00:10:00", "Processing__Lease", "00:05:00", "AzureFunctionsJobHost__functionTimeout")]
    [InlineData("Processing__Retries", "3", "Processing__Retries", "no such setting", "MaxAttempts")]
    [InlineData("Source__yard__Scheme", "valara", "Source__yard__Scheme", "no such setting", "Sources__yard__Scheme")]
    [InlineData("Notification__Channels__team__Type", "slack", "Notification__Channels__team__Type", "no such setting", "Notifications__Channels__team__Type")]
    [InlineData("Procesing__MaxAttempts", "3", "Procesing__MaxAttempts", "no such setting", "Processing__MaxAttempts")]
    [InlineData("Forwardng__crm__Url", "https://crm.example.com", "Forwardng__crm__Url", "no such setting", "Forwarding__crm__Url")]
    [InlineData("Redactions__Emails", "true", "Redactions__Emails", "no such setting", "Redaction__Emails")]
    [InlineData("Enveless__FailureThreshold", "3", "Enveless__FailureThreshold", "no such setting", "Envless__FailureThreshold")]
    [InlineData("AzureWebJobsStorage", "", "AzureWebJobsStorage", "no storage account", "UseDevelopmentStorage=true")]
    [InlineData("AzureWebJobsStorage", "my storage", "AzureWebJobsStorage", "no connection string", "UseDevelopmentStorage=true")]
    public async Task A_wrong_setting_stops_the_app_at_start(string key, string value, string named, string fault, string example)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Sources__lab__Scheme"] = "valara",
            ["Sources__lab__Secrets__0__Value"] = From.Valara().Secret,
            [key] = value,
        };

        var stopped = await Should.ThrowAsync<CannotStartException>(() => LocalHostApplication.StartAsync(HostedApp.Options with
        {
            Urls = "http://127.0.0.1:0",
            Root = RepositoryRoot.Path,
            Settings = settings,
        }));

        stopped.Message.ShouldContain(named);
        stopped.Message.ShouldContain(fault);
        stopped.Message.ShouldContain(example);
        stopped.Message.ShouldNotContain(From.Valara().Secret);
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;TableEndpoint=https://t.example.com;QueueEndpoint=https://q.example.com", "AzureWebJobsStorage:", "BlobEndpoint=")]
    [InlineData(null, "AzureWebJobsStorage__blobServiceUri:", "https://myaccount.blob.core.windows.net")]
    public async Task Large_bodies_stop_the_app_at_start_where_no_address_of_blobs_is_known(string? connection, string named, string example)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["AzureWebJobsStorage__tableServiceUri"] = "https://t.example.com",
            ["AzureWebJobsStorage__queueServiceUri"] = "https://q.example.com",
            ["Sources__lab__Scheme"] = "valara",
            ["Sources__lab__Secrets__0__Value"] = From.Valara().Secret,
        };
        Should.NotThrow(() => new ServiceCollection().AddReceiver(new SettingsReader(settings)), "without large bodies nobody needs blobs");
        settings["Sources__lab__MaxBodyBytes"] = $"{Webhooks.Source.LargestRowBody + 1}";

        var stopped = await Should.ThrowAsync<CannotStartException>(() => LocalHostApplication.StartAsync(HostedApp.Options with { Urls = "http://127.0.0.1:0", Root = RepositoryRoot.Path, Settings = settings }));

        stopped.Message.ShouldContain(named);
        stopped.Message.ShouldContain("the source lab takes bodies over 786432 bytes");
        stopped.Message.ShouldContain(example);
    }

    [Fact]
    public async Task A_source_that_was_moved_here_and_on_stops_the_app_at_start()
    {
        var stopped = await Should.ThrowAsync<CannotStartException>(() => StartAsync(new()
        {
            ["Sources__lab__MovedTo"] = "https://hooks-3.example.com",
            ["Sources__lab__MovedFrom"] = "myaccount",
        }));

        stopped.Message.ShouldContain("Sources__lab__MovedFrom: a source that was moved here cannot be moved on yet");
    }

    [Fact]
    public async Task A_retention_under_twice_the_replay_window_stops_the_app_at_start()
    {
        var stopped = await Should.ThrowAsync<CannotStartException>(() => StartAsync(new()
        {
            ["Sources__lab__ReplayWindow"] = "2.12:00:00",
            ["Sources__lab__Retention"] = "4.00:00:00",
        }));

        stopped.Message.ShouldContain("Sources__lab__Retention");
        stopped.Message.ShouldContain("raise it to 5.00:00:00");
    }

    [Fact]
    public async Task A_secret_of_several_sources_is_a_warning_at_start_and_by_fingerprint()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(new() { ["Sources__other__Scheme"] = "envless", ["Sources__other__Secrets__0__Value"] = From.Valara().Secret }, log);

        var warning = log.Collector.GetSnapshot().Where(line => line.Message.Contains("several sources", StringComparison.Ordinal)).ShouldHaveSingleItem();
        warning.Level.ShouldBe(LogLevel.Warning);
        warning.Message.ShouldContain("(lab, other)");
        warning.Message.ShouldNotContain(From.Valara().Secret);
    }

    private static Task<LocalHostApplication> StartAsync(Dictionary<string, string?> settings, ILoggerProvider? log = null) => LocalHostApplication.StartAsync(HostedApp.Options with
    {
        Urls = "http://127.0.0.1:0",
        Root = RepositoryRoot.Path,
        Settings = new Dictionary<string, string?>(settings)
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Sources__lab__Scheme"] = "valara",
            ["Sources__lab__Secrets__0__Value"] = From.Valara().Secret,
        },
        Listen = false,
        Overrides = services =>
        {
            if (log is not null)
            {
                services.AddSingleton(log);
            }
        },
    });

    [Fact]
    public void The_timeout_that_leases_are_held_against_is_the_one_in_host_json()
    {
        using var host = System.Text.Json.JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("host.json")));

        host.RootElement.GetProperty("functionTimeout").GetString().ShouldBe(Webhooks.Settings.ProcessingSettings.FunctionTimeout.ToString("c"));
    }
}
