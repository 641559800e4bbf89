using System.Reflection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Deploying;

/// <summary>What the tests of infra are worth: each mistake, planted in a copy, is found by who is said to find it.</summary>
public sealed class MistakeTests : IDisposable
{
    private const string Parameters = "main.parameters.json";
    private const string Workbook = "workbook.json";

    private readonly Infra infra = new();

    public void Dispose() => infra.Dispose();

    [BicepTheory]
    [InlineData("a misspelt property", "functionApp.bicep", "httpsOnly: true", "httpOnly: true", "BCP089")]
    [InlineData("a value of another type", "functionApp.bicep", "httpsOnly: true", "httpsOnly: 'yes'", "BCP036")]
    [InlineData("a brace too few", "identity.bicep", "  tags: tags\n}", "  tags: tags\n", "BCP018")]
    [InlineData("a misspelt name in a text", "functionApp.bicep", "${identityClientId}", "${identityClient}", "BCP057")]
    [InlineData("a module that is not there", "main.bicep", "'network.bicep'", "'networks.bicep'", "BCP091")]
    [InlineData("a parameter that a module lacks", "main.bicep", "dailyQuotaGb: logQuotaGb", "dailyQuotaGb: logQuotaGb\n    quota: 1", "BCP037")]
    [InlineData("a parameter that a module is not given", "main.bicep", "    dailyQuotaGb: logQuotaGb\n", "", "BCP035")]
    [InlineData("an output that a module lacks", "main.bicep", "keyVault.outputs.uri", "keyVault.outputs.url", "BCP083")]
    [InlineData("an import that is not exported", "types.bicep", "@export()\n@description('When alert rules fire", "@description('When alert rules fire", "BCP360")]
    [InlineData("an API version that does not exist", "identity.bicep", "@2023-01-31", "@2023-01-30", "BCP081")]
    [InlineData("a module in a subscription instead of a group", "main.bicep", "  name: 'identity'\n  scope: group\n", "  name: 'identity'\n", "BCP134")]
    [InlineData("a number out of range", "main.bicep", "param maximumInstances int = 40", "param maximumInstances int = 20", "BCP328")]
    [InlineData("a parameter without use", "identity.bicep", "param tags object", "param tags object\n\n@description('Nothing.')\nparam spare string = ''", "no-unused-params")]
    [InlineData("a variable without use", "identity.bicep", "param tags object", "param tags object\n\nvar spare = tags", "no-unused-vars")]
    [InlineData("a secret in an output", "storage.bicep", "output id string = account.id", "output id string = account.id\noutput key string = account.listKeys().keys[0].value", "outputs-should-not-contain-secrets")]
    [InlineData("a region of its own", "identity.bicep", "  location: location", "  location: 'northeurope'", "no-hardcoded-location")]
    [InlineData("a number of secrets as a text", Parameters, "\"scheme\": \"valara\", \"secrets\": 1", "\"scheme\": \"valara\", \"secrets\": \"1\"", "BCP036")]
    [InlineData("a value for a parameter that is not there", Parameters, "\"channels\"", "\"chanels\"", "BCP259")]
    [InlineData("a required parameter without a value", Parameters, "\"location\": { \"value\": \"${AZURE_LOCATION}\" },", "", "BCP258")]
    public async Task Compiler_and_linter_find(string mistake, string file, string from, string to, string code)
    {
        infra.Change(file, from, to);

        var found = await BicepCompiler.Shared.DiagnoseAsync(file == Parameters ? await infra.ExampleAsync() : infra.Everything);

        found.ShouldContain(diagnostic => diagnostic.Code == code, $"{mistake}: {string.Join('\n', found)}");
    }

    [KustoTheory]
    [InlineData("a role that is missing", "access.bicep", "  'Storage Table Data Contributor'\n]", "]", typeof(AccessTests), nameof(AccessTests.The_app_may_do_what_it_has_to_and_no_more))]
    [InlineData("a role on the wrong thing", "access.bicep", "  scope: insights\n", "  scope: vault\n", typeof(AccessTests), nameof(AccessTests.The_app_may_do_what_it_has_to_and_no_more))]
    [InlineData("a wrong digit in the id of a role", "access.bicep", "0f276bb0955b", "0f276bb0955c", typeof(AccessTests), nameof(AccessTests.The_app_may_do_what_it_has_to_and_no_more))]
    [InlineData("a table that is missing", "storage.bicep", "  'rollups'\n", "", typeof(StorageAgreementTests), nameof(StorageAgreementTests.Bicep_makes_the_tables_that_the_app_uses))]
    [InlineData("a wrong name of a queue", "storage.bicep", "'webhook-events'", "'webhook-event'", typeof(StorageAgreementTests), nameof(StorageAgreementTests.Bicep_makes_the_queues_that_the_app_uses))]
    [InlineData("UserAssigned where it must be UserAssignedIdentity", "functionApp.bicep", "'UserAssignedIdentity'", "'UserAssigned'", typeof(OpenEnumTests), nameof(OpenEnumTests.Texts_that_the_compiler_leaves_open_are_those_that_Azure_knows))]
    [InlineData("Max where it must be Maximum", "alerts.bicep", "'Maximum'", "'Max'", typeof(OpenEnumTests), nameof(OpenEnumTests.Texts_that_the_compiler_leaves_open_are_those_that_Azure_knows))]
    [InlineData("ManagedIdentity where it must be ServicePrincipal", "access.bicep", "principalType: 'ServicePrincipal'", "principalType: 'ManagedIdentity'", typeof(OpenEnumTests), nameof(OpenEnumTests.Texts_that_the_compiler_leaves_open_are_those_that_Azure_knows))]
    [InlineData("a misspelt setting of a source", "functionApp.bicep", "__Secrets__${n}__Value", "__Secret__${n}__Value", typeof(AppSettingsTests), nameof(AppSettingsTests.Names_with_hyphens_several_secrets_and_further_settings_arrive), typeof(OptionsValidationException))]
    [InlineData("a misspelt setting of the host", "functionApp.bicep", "AzureWebJobsStorage__tableServiceUri", "AzureWebJobsStorage__tableServiceUrl", typeof(AppSettingsTests), nameof(AppSettingsTests.Beside_sources_and_channels_the_app_gets_what_host_and_platform_read))]
    [InlineData("the id of a principal for that of a client", "main.bicep", "identity.outputs.clientId", "identity.outputs.principalId", typeof(AppSettingsTests), nameof(AppSettingsTests.The_app_signs_in_as_its_identity))]
    [InlineData("a name of a secret that no hook writes", "functionApp.bicep", "secrets/source-${source.name}-${n}/", "secrets/${source.name}-${n}/", typeof(AppSettingsTests), nameof(AppSettingsTests.Every_secret_is_named_to_the_hook_by_the_name_that_the_app_asks_for))]
    [InlineData("an output by another name than the hooks read", "main.bicep", "output SECRET_NAMES ", "output SECRETS ", typeof(AppSettingsTests), nameof(AppSettingsTests.Every_secret_is_named_to_the_hook_by_the_name_that_the_app_asks_for))]
    [InlineData("an address where the app does not answer", "functionApp.bicep", "healthCheckPath: '/api/health'", "healthCheckPath: '/health'", typeof(AddressTests), nameof(AddressTests.Azure_asks_for_health_where_the_app_answers))]
    [InlineData("the runtime of another framework", "functionApp.bicep", "version: '10.0'", "version: '8.0'", typeof(AddressTests), nameof(AddressTests.The_runtime_is_the_framework_that_the_app_is_built_for))]
    [InlineData("a metric that nobody reports", "alerts.bicep", "webhooks.dead_lettered", "webhooks.deadlettered", typeof(AlertTests), nameof(AlertTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a property that the host calls otherwise", "alerts.bicep", "prop__reason", "reason", typeof(AlertTests), nameof(AlertTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a query with a typing error", "alerts.bicep", "| summarize Events", "| sumarize Events", typeof(AlertTests), nameof(AlertTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a column that the table lacks", "alerts.bicep", "max(TimeGenerated)", "max(Timestamp)", typeof(AlertTests), nameof(AlertTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a column that the tables of the workbook lack", Workbook, "sum(Sum)", "sum(Total)", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a dimension that no metric has", Workbook, "prop__reason", "prop__cause", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a dimension that another metric has", Workbook, "Properties[\\\"prop__channel\\\"]", "Properties[\\\"prop__admission\\\"]", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a dimension whose name cannot be checked", Workbook, "Properties[\\\"prop__reason\\\"]", "Properties.prop__reason", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a metric of the workbook that nobody reports", Workbook, "webhooks.backlog.age", "webhooks.backlog.seconds", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a value that the receiver never writes", Workbook, "\\\"Refused\\\"", "\\\"Rejected\\\"", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a parameter that is not there", Workbook, "{TimeRange:grain}", "{Grain}", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a function that Kusto lacks", Workbook, "percentilesw(", "percentilew(", typeof(WorkbookTests), nameof(WorkbookTests.Every_query_asks_for_what_the_receiver_writes))]
    [InlineData("a chart of a column that its query does not give", Workbook, "\"p99\" ]", "\"p999\" ]", typeof(WorkbookTests), nameof(WorkbookTests.Charts_draw_columns_of_their_queries))]
    [InlineData("an outcome of notifications that is left out", Workbook, "Failed = sumif(Sum, Outcome == \\\"failed\\\"), ", "", typeof(WorkbookTests), nameof(WorkbookTests.Whatever_the_receiver_reports_is_shown))]
    [InlineData("a query of every source, whatever is chosen", Workbook, "or Source in ({Source})", "or Source != ({Source})", typeof(WorkbookTests), nameof(WorkbookTests.Each_query_is_of_the_chosen_time_and_sources))]
    [InlineData("an address that no source has", Workbook, "/webhooks/", "/hooks/", typeof(WorkbookTests), nameof(WorkbookTests.A_request_is_of_the_source_in_its_address))]
    [InlineData("a workbook without its workspace", Workbook, "<workspace>", "<nothing>", typeof(WorkbookTests), nameof(WorkbookTests.It_belongs_to_the_workspace_whose_tables_it_reads))]
    public async Task A_test_finds(string mistake, string file, string from, string to, Type tests, string name, Type? finder = null)
    {
        (await FailureAsync(tests, name, await Deployed.Everything)).ShouldBeNull($"{name} fails without a mistake");
        infra.Change(file, from, to);

        var failure = await FailureAsync(tests, name, await BicepCompiler.Shared.SnapshotAsync(infra.Everything));

        failure.ShouldBeOfType(finder ?? typeof(ShouldAssertException), $"{mistake}: {failure}");
    }

    private static Task<Exception?> FailureAsync(Type tests, string name, Snapshot snapshot) => Record.ExceptionAsync(() =>
        tests.GetMethod(name)!.Invoke(Activator.CreateInstance(tests, new Deployed { Snapshot = snapshot }), BindingFlags.DoNotWrapExceptions, null, [], null) as Task ?? Task.CompletedTask);
}
