using System.Text.Json;
using System.Text.RegularExpressions;
using Functions.Reporting;

namespace Functions.Tests.Deploying;

public sealed class WorkbookTests(Deployed deployed) : IClassFixture<Deployed>
{
    private const string Type = "Microsoft.Insights/workbooks";
    private const string Source = "extract(\"/webhooks/([^/?]+)\", 1, Url)";

    // Beside metrics it asks for the requests of the front door; and All is a star.
    private static readonly string[] Others = [nameof(ReceiveWebhook), "2", $"{SenderResponse.To(new Webhooks.Events.Admission.Unavailable()).Status}", Source.Split('"')[1], "*"];

    private readonly JsonElement workbook = deployed.Snapshot is null ? default : JsonDocument.Parse(deployed.Snapshot.Text(Type, "properties.serializedData")).RootElement;

    private JsonElement[] Charts => [.. Items(3)];

    private JsonElement[] Parameters => [.. Items(9).SelectMany(item => item.GetProperty("parameters").EnumerateArray())];

    private string[] Queries => [.. Charts.Concat(Parameters).Where(item => item.TryGetProperty("query", out _)).Select(item => Filled(item.GetProperty("query").GetString()!))];

    [KustoFact]
    public async Task Every_query_asks_for_what_the_receiver_writes() => (await Kusto.ProblemsAsync(Queries, Others)).ShouldBeEmpty();

    [KustoFact]
    public async Task Whatever_the_receiver_reports_is_shown()
    {
        var asked = string.Join('\n', Queries);

        (await ReportedMetric.AllAsync).Select(metric => metric.Name).Distinct().ShouldAllBe(name => asked.Contains($"\"{name}\""));
        (await ReportedMetric.AllAsync).Where(metric => metric.Name == "webhooks.notifications").Select(metric => metric.Dimensions["prop__outcome"]).Distinct()
            .ShouldAllBe(outcome => asked.Contains($"\"{outcome}\""));
    }

    [KustoFact]
    public async Task Charts_draw_columns_of_their_queries()
    {
        var columns = await Kusto.ColumnsAsync([.. Charts.Select(chart => Filled(chart.GetProperty("query").GetString()!))]);

        foreach (var (chart, given) in Charts.Zip(columns).Where(one => one.First.TryGetProperty("chartSettings", out _)))
        {
            Drawn(chart.GetProperty("chartSettings")).ShouldBeSubsetOf(given, $"{chart.GetProperty("title")}");
        }
    }

    [BicepFact]
    public void Each_query_is_of_the_chosen_time_and_sources()
    {
        Charts.ShouldAllBe(chart => chart.GetProperty("query").GetString()!.Contains("where \"*\" in ({Source}) or Source in ({Source})"));
        Charts.Concat(Parameters).Where(item => item.TryGetProperty("query", out _)).ShouldAllBe(item => item.GetProperty("timeContextFromParameter").GetString() == "TimeRange");
        Parameters.Select(parameter => parameter.GetProperty("name").GetString()).ShouldBe(["TimeRange", "Source"]);
        Parameters.Select(parameter => parameter.GetProperty("id").GetGuid()).ShouldBeUnique();
    }

    [BicepFact]
    public void A_request_is_of_the_source_in_its_address()
    {
        string.Join('\n', Queries).ShouldContain(Source);

        Regex.Match("https://app.example.com" + AddressTests.Routes[nameof(ReceiveWebhook)].Replace("{source}", "camera-lab", StringComparison.Ordinal), Others[3]).Groups[1].Value.ShouldBe("camera-lab");
    }

    [BicepFact]
    public void It_belongs_to_the_workspace_whose_tables_it_reads()
    {
        var workspace = $"{deployed.Snapshot.All("Microsoft.OperationalInsights/workspaces").ShouldHaveSingleItem().GetProperty("id")}";
        var resource = deployed.Snapshot.All(Type).ShouldHaveSingleItem();

        Guid.TryParse(resource.GetProperty("name").GetString(), out _).ShouldBeTrue("Azure asks for one");
        deployed.Snapshot.Text(Type, "properties.sourceId").ShouldBe(workspace);
        workbook.GetProperty("fallbackResourceIds").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(workspace);
        deployed.Snapshot.Output("WORKBOOK_URL").ShouldBe($"https://portal.azure.com/#resource{resource.GetProperty("id")}/workbook");
    }

    private static IEnumerable<string> Drawn(JsonElement settings) => settings.GetProperty("yAxis").EnumerateArray().Select(axis => axis.GetString()!)
        .Append(settings.GetProperty("xAxis").GetString()!)
        .Concat(settings.TryGetProperty("group", out var group) ? [group.GetString()!] : []);

    // As the portal fills them in. Any other parameter is left, and is no Kusto.
    private static string Filled(string query) =>
        query.Replace("{Source}", "'valara'", StringComparison.Ordinal).Replace("{TimeRange:grain}", "5m", StringComparison.Ordinal);

    private IEnumerable<JsonElement> Items(int type) => workbook.GetProperty("items").EnumerateArray()
        .Where(item => item.GetProperty("type").GetInt32() == type).Select(item => item.GetProperty("content"));
}
