using System.Text;
using Functions.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Settings;

// A mistyped name is nobody's setting: whoever wrote it believes that it is set.
[Collection(Alone.Collection)]
public sealed class NearMissTests
{
    [Theory]
    [InlineData("Sourcez__x__Scheme", "Sources__x__Scheme")]
    [InlineData("Source__x__Scheme", "Sources__x__Scheme")]
    [InlineData("SOURCEZ__X__SCHEME", "Sources__X__SCHEME")]
    [InlineData("Soruces__x__Scheme", "Sources__x__Scheme")]
    [InlineData("Sources_lab_Deadline", "Sources__lab__Deadline")]
    [InlineData("Sources_lab__Deadline", "Sources__lab__Deadline")]
    [InlineData("Sources.lab.Deadline", "Sources__lab__Deadline")]
    [InlineData("Procesing__MaxAttempts", "Processing__MaxAttempts")]
    [InlineData("Processing_MaxAttempts", "Processing__MaxAttempts")]
    [InlineData("ProcessingMaxAttempts", "Processing__MaxAttempts")]
    [InlineData("Notificatons__BaseUrl", "Notifications__BaseUrl")]
    [InlineData("Notifications_BaseUrl", "Notifications__BaseUrl")]
    [InlineData("Forwardng__crm__Url", "Forwarding__crm__Url")]
    [InlineData("Redactions__Emails", "Redaction__Emails")]
    [InlineData("Enveless__FailureThreshold", "Envless__FailureThreshold")]
    [InlineData("Heatlh__MaxClockSkew", "Health__MaxClockSkew")]
    [InlineData("AzureFunctionJobHost__functionTimeout", "AzureFunctionsJobHost__functionTimeout")]
    [InlineData("AzureWebJobStorage__clientId", "AzureWebJobsStorage__clientId")]
    [InlineData("OTEL_EXPORTER_OTLP__ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void A_near_miss_stops_the_start_wherever_it_is_written_and_names_what_was_meant(string name, string meant)
    {
        var json = Encoding.UTF8.GetBytes($$"""{ "{{name.Replace("__", ":", StringComparison.Ordinal)}}": "1" }""");
        Environment.SetEnvironmentVariable(name, "1");
        try
        {
            Problems(builder => builder.AddEnvironmentVariables()).ShouldContain($"{name}: there is no such setting; write {meant}.");
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Problems(builder => builder.AddJsonStream(new MemoryStream(json))).ShouldContain($"{name}: there is no such setting; write {meant}.");
        Problems(builder => builder.AddCommandLine([$"--{name.Replace("__", ":", StringComparison.Ordinal)}=1"])).ShouldContain($"{name}: there is no such setting; write {meant}.");
        Problems(builder => builder.AddInMemoryCollection([new(name, "1")])).ShouldContain($"{name}: there is no such setting; write {meant}.");
    }

    [Theory]
    [InlineData("Resources__x")]
    [InlineData("Resource")]
    [InlineData("SOURCE")]
    [InlineData("HEALTH")]
    [InlineData("SOURCE_DATE_EPOCH")]
    [InlineData("HEALTH_CHECK_URL")]
    [InlineData("HealthChecks__Path")]
    [InlineData("PROCESSOR_ARCHITECTURE")]
    [InlineData("PROCESSOR_LEVEL")]
    [InlineData("NOTIFICATION_EMAIL")]
    [InlineData("NOTIFY_SOCKET")]
    [InlineData("OPERATOR_EMAIL")]
    [InlineData("FORWARDED_ALLOW_IPS")]
    [InlineData("ForwardedHeaders_Enabled")]
    [InlineData("AzureWebJobs.Sweep.Disabled")]
    [InlineData("AzureWebJobsFeatureFlags")]
    [InlineData("AzureWebJobsSecretStorageType")]
    [InlineData("AzureWebJobsStorage__blobServiceUri")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__batchSize")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT")]
    [InlineData("Kestrel__Limits__MaxRequestBodySize")]
    [InlineData("Logging__LogLevel__Default")]
    [InlineData("Values__Sources")]
    public void A_name_of_somebody_else_stops_nothing(string name) =>
        Problems(builder => builder.AddInMemoryCollection([new(name, "1")])).ShouldBeEmpty();

    private static IReadOnlyList<string> Problems(Func<IConfigurationBuilder, IConfigurationBuilder> write)
    {
        var settings = write(new ConfigurationBuilder()).AddInMemoryCollection(
        [
            new("AzureWebJobsStorage", "UseDevelopmentStorage=true"), new("Sources:lab:Scheme", "valara"), new("Sources:lab:Secrets:0:Value", From.Valara().Secret),
        ]).Build();
        return Record.Exception(() => new ServiceCollection().AddReceiver(settings)) is OptionsValidationException invalid ? [.. invalid.Failures] : [];
    }
}
