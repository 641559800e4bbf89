using Webhooks.Settings;

namespace Webhooks.Tests.Settings;

public sealed class MisspellingTests
{
    private static readonly string[] Sections = ["Sources", "Processing", "Forwarding", "Redaction", "Envless", "Notifications", "Health"];

    [Theory]
    [InlineData("Source", "Sources")]
    [InlineData("Soruces", "Sources")]
    [InlineData("SOUCES", "Sources")]
    [InlineData("Procesing", "Processing")]
    [InlineData("Porcessing", "Processing")]
    [InlineData("rocessing", "Processing")]
    [InlineData("Forward", "Forwarding")]
    [InlineData("Forwardng", "Forwarding")]
    [InlineData("Redactions", "Redaction")]
    [InlineData("Enveless", "Envless")]
    [InlineData("Notification", "Notifications")]
    [InlineData("Heatlh", "Health")]
    public void A_misspelt_section_is_reported_with_the_right_name(string written, string meant) =>
        Refused(written + "__x__Y").ShouldBe([$"{written}__x__Y: there is no such setting; write {meant}__x__Y."]);

    [Theory]
    [InlineData("Sources__x__Y")]
    [InlineData("PROCESSING__x__Y")]
    [InlineData("AzureWebJobsStorage__accountName")]
    [InlineData("AzureFunctionsJobHost__functionTimeout")]
    [InlineData("AzureFunctionsJobHost__logging__logLevel__default")]
    [InlineData("WEBSITE_SITE_NAME")]
    [InlineData("WEBSITE__RUN")]
    [InlineData("OTEL_SERVICE_NAME")]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("FUNCTIONS__WORKER")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("DOTNET__ROOT")]
    [InlineData("services__api__http__0")]
    [InlineData("Resources__x")]
    [InlineData("Resource__x")]
    [InlineData("HealthChecks__x")]
    [InlineData("Forwarded__x")]
    [InlineData("Logging__LogLevel__Default")]
    [InlineData("Serilog__x")]
    [InlineData("ConnectionStrings__x")]
    [InlineData("Endpoints__x")]
    [InlineData("__x")]
    [InlineData("Source")]
    [InlineData("SOURCE_DATE")]
    public void What_belongs_to_others_is_let_be(string key) => Refused(key).ShouldBeEmpty();

    private static IReadOnlyList<string> Refused(string key)
    {
        var reader = new SettingsReader([new(key, "1")]);
        foreach (var section in Sections)
        {
            reader.Section(section);
        }

        reader.RefuseNearMisses();
        return reader.Problems;
    }
}
