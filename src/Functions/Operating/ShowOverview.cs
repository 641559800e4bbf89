using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;

namespace Functions.Operating;

/// <summary>What arrived and what became of it, per source, over the last hour, day or week.</summary>
public sealed class ShowOverview(OverviewReader reader)
{
    [Function(nameof(ShowOverview))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/overview")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var view = await reader.ReadAsync(SpanOf(request, OverviewSpan.All[0].Name), cancellationToken);
            return OperatorAnswer.Of(view, view with { At = default }, OperatorJson.Default.OverviewView);
        });

    internal static OverviewSpan SpanOf(HttpRequest request, string otherwise)
    {
        var wanted = new Query(request, "span").Text("span") ?? otherwise;
        return OverviewSpan.All.FirstOrDefault(known => known.Name == wanted)
            ?? throw new UnusableInputException($"'span' must be one of {string.Join(", ", OverviewSpan.All.Select(known => known.Name))}.");
    }
}
