using System.Net.Http.Json;
using Webhooks.Operating;

namespace Functions.Tests.Counting;

/// <summary>The overview, as a caller of the API gets it.</summary>
internal static class Overviews
{
    public static async Task<OverviewView> OverviewAsync(this ReceiverApp app, string span = "hour") =>
        (await app.Http.GetFromJsonAsync(new Uri($"operator/overview?span={span}", UriKind.Relative), OperatorJson.Default.OverviewView))!;

    public static SourceOverview Of(this OverviewView overview, string source) => overview.Sources.Single(one => one.Source == source);
}
