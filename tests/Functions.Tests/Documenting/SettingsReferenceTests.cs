using System.Text.Json;
using Functions.Composition;
using Functions.Tests.Deploying;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Monitoring;
using Webhooks.Processing;
using Webhooks.Senders;
using Webhooks.Senders.Envless;
using Webhooks.Settings;
using Webhooks.Signatures.Schemes;
using Webhooks.Storage;

namespace Functions.Tests.Documenting;

// The reference is held against the reader itself: what the app asks for when every section has something in it.
public sealed class SettingsReferenceTests
{
    private static readonly Dictionary<string, string?> Everything = new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["Sources__any__Scheme"] = "hmac",
        ["Sources__any__Secrets__0__Value"] = "a-secret-of-enough-characters",
        ["Sources__any__Redact__0"] = "data.phone",
        ["Sources__any__Hmac__SignatureHeader"] = "X-Signature",
        ["Processing__Backoff__0"] = "00:00:05",
        ["Forwarding__crm__Url"] = "https://crm.example.com/hooks",
        ["Forwarding__crm__Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ["Forwarding__crm__Sources__0"] = "any",
        ["Forwarding__crm__Types__0"] = "*",
        ["Envless__ImportantEndpoints__0"] = "endpoint",
        ["Notifications__Channels__chat__Type"] = "slack",
        ["Notifications__Channels__chat__Url"] = "https://hooks.slack.com/services/T/B/X",
        ["Notifications__Channels__chat__Sources__0"] = "any",
        ["Notifications__Channels__chat__Rules__0"] = "receiver.backlog",
        ["Notifications__Channels__chat__Owners__0"] = "endpoint",
        ["Notifications__Channels__pager__Type"] = "https",
        ["Notifications__Channels__pager__Url"] = "https://pager.example.com/hooks",
        ["Notifications__Channels__pager__Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ["Notifications__Channels__pager__Sources__0"] = "any",
        ["Notifications__Channels__pager__Rules__0"] = "receiver.backlog",
        ["Notifications__Channels__pager__Owners__0"] = "endpoint",
        ["Notifications__Channels__mail__Type"] = "email",
        ["Notifications__Channels__mail__Host"] = "smtp.example.com",
        ["Notifications__Channels__mail__From"] = "webhooks@example.com",
        ["Notifications__Channels__mail__To__0"] = "on-call@example.com",
        ["Notifications__Channels__mail__Sources__0"] = "any",
        ["Notifications__Channels__mail__Rules__0"] = "receiver.backlog",
        ["Notifications__Channels__mail__Owners__0"] = "endpoint",
        ["Notifications__Rules__receiver_backlog__Channels__0"] = "chat",
        ["Notifications__Rules__receiver_backlog__Sources__any__Enabled"] = "true",
        ["Notifications__Rules__receiver_backlog__Sources__any__Channels__0"] = "chat",
    };

    private static readonly Dictionary<string, string?> WithIdentity = new(Everything)
    {
        ["AzureWebJobsStorage"] = null,
        ["AzureWebJobsStorage__accountName"] = "myaccount",
        ["AzureWebJobsStorage__credential"] = "managedidentity",
    };

    [Fact]
    public void Every_setting_that_the_app_reads_is_in_the_reference()
    {
        var rows = SettingsPage.Ours;

        Asked().Where(key => !key.EndsWith("__", StringComparison.Ordinal) && !rows.Any(row => row.Describes(key))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_in_the_reference_is_one_that_the_app_reads()
    {
        var asked = Asked();

        SettingsPage.Ours.Where(row => !asked.Any(row.Describes)).Select(row => row.Key).ShouldBeEmpty();
    }

    [Fact]
    public void No_list_of_settings_is_left_empty_here_so_that_all_below_it_is_seen() =>
        Asked().Where(key => key.EndsWith("__", StringComparison.Ordinal) && !Everything.Keys.Any(set => set.StartsWith(key, StringComparison.OrdinalIgnoreCase)))
            .ShouldBeEmpty();

    [Fact]
    public void No_setting_is_in_the_reference_twice() =>
        SettingsPage.All.Select(row => row.Key).ShouldBeUnique();

    [Fact]
    public void The_reference_marks_what_the_sample_sets()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("local.settings.sample.json")));
        var keys = sample.RootElement.GetProperty("Values").EnumerateObject().Select(property => property.Name).ToList();

        keys.Where(key => !SettingsPage.All.Any(row => row.Describes(key))).ShouldBeEmpty();
        SettingsPage.All.Where(row => row.SetIn.Contains("sample", StringComparison.Ordinal) != keys.Exists(row.Describes)).Select(row => row.Key).ShouldBeEmpty();
    }

    [BicepFact]
    public async Task The_reference_marks_what_the_infrastructure_sets()
    {
        var keys = (await Deployed.Example).AppSettings().Keys.ToList();

        keys.Where(key => !SettingsPage.All.Any(row => row.Describes(key))).ShouldBeEmpty();
        SettingsPage.All.Where(row => row.SetIn.Contains("bicep", StringComparison.Ordinal) != keys.Exists(row.Describes)).Select(row => row.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_class_in_the_reference_exists()
    {
        var types = new[] { typeof(SettingsReader), typeof(NotificationRules), typeof(StorageConnection), typeof(ReceiverServices) }
            .SelectMany(type => type.Assembly.GetTypes()).Select(type => type.Name).ToHashSet();

        SettingsPage.Ours.Where(row => !types.Contains(row.ReadBy)).Select(row => $"{row.Key}: {row.ReadBy}").ShouldBeEmpty();
    }

    [Fact]
    public void The_defaults_in_the_reference_are_those_of_the_code()
    {
        var source = SourceSettings.Read(new SettingsReader(Everything)).Single();
        var processing = new ProcessingOptions();
        var channel = NotificationSettings.Read(new SettingsReader(Everything), NotificationRules.All).Channels[0];
        var forwarding = ForwardingSettings.Read(new SettingsReader(Everything)).Single();
        var defaults = new Dictionary<string, object>
        {
            ["Sources__<name>__ReplayWindow"] = source.ReplayWindow,
            ["Sources__<name>__OnReplay"] = source.OnReplay,
            ["Sources__<name>__SenderRedrive"] = source.SenderRedrive,
            ["Sources__<name>__Shards"] = source.Shards,
            ["Sources__<name>__Deadline"] = source.Deadline,
            ["Sources__<name>__BodyDeadline"] = source.BodyDeadline,
            ["Sources__<name>__MaxBodyBytes"] = source.MaxBodyBytes,
            ["Sources__<name>__Decompress"] = source.Decompression is null ? "false" : "true",
            ["Sources__<name>__Retention"] = source.Retention,
            ["Sources__<name>__Hmac__SignedContent"] = source.Scheme.Definitions[0].Content.Text,
            ["Sources__<name>__Hmac__Layout"] = source.Scheme.Definitions[0].Layout,
            ["Sources__<name>__Hmac__Encoding"] = source.Scheme.Definitions[0].Encoding,
            ["Sources__<name>__Hmac__TimestampKey"] = source.Scheme.Definitions[0].TimestampKey,
            ["Sources__<name>__Hmac__TimestampFormat"] = source.Scheme.Definitions[0].TimestampFormat,
            ["Sources__<name>__Hmac__EventId"] = ((ConfiguredScheme)source.Scheme).EventId is [{ Header: null, Path: null }] ? "sha256" : "another",
            ["Sources__<name>__Hmac__KeyForm"] = source.Scheme.KeyForms[0],
            ["Processing__MaxAttempts"] = processing.MaxAttempts,
            ["Processing__Lease"] = processing.Lease,
            ["Processing__Backoff__<n>"] = string.Join("`, `", processing.Backoff),
            ["AzureFunctionsJobHost__functionTimeout"] = ProcessingSettings.FunctionTimeout,
            ["Notifications__Channels__<name>__MinSeverity"] = channel.MinSeverity,
            ["Notifications__Channels__<name>__BudgetPerHour"] = channel.BudgetPerHour,
            ["Notifications__Channels__<name>__Window"] = channel.Window,
            ["Forwarding__<name>__Timeout"] = forwarding.Timeout,
            ["Health__MaxBacklogAge"] = new HealthOptions().MaxBacklogAge,
            ["Health__MaxClockSkew"] = new HealthOptions().MaxClockSkew,
            ["OTEL_SERVICE_NAME"] = OtlpSettings.Read(new SettingsReader([new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")]))!.ServiceName,
            ["Envless__FailureThreshold"] = EndpointFailureRule.Default.Threshold,
        };

        var rows = SettingsPage.Ours.ToDictionary(row => row.Key, row => row.Default);

        defaults.Where(pair => !rows[pair.Key].Contains($"`{pair.Value}`", StringComparison.Ordinal)).Select(pair => $"{pair.Key}: {pair.Value}, not {rows[pair.Key]}").ShouldBeEmpty();
    }

    private static HashSet<string> Asked() => [.. AskedOf(Everything), .. AskedOf(WithIdentity)];

    private static IReadOnlyCollection<string> AskedOf(Dictionary<string, string?> settings)
    {
        var reader = new SettingsReader(settings);
        new ServiceCollection().AddReceiver(reader);
        reader.Problems.ShouldBeEmpty();
        return reader.Asked;
    }
}
