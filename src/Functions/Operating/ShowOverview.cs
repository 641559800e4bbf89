using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;

namespace Functions.Operating;

/// <summary>What arrived and what became of it, per source, over the last hour, day or week.</summary>
public sealed class ShowOverview(OverviewReader reader)
{
    [Function(nameof(ShowOverview))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/overview")] HttpRequest request, CancellationToken stop) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var wanted = new Query(request, "span").Text("span") ?? OverviewSpan.All[0].Name;
            var span = OverviewSpan.All.FirstOrDefault(known => known.Name == wanted)
                ?? throw new UnusableInputException($"'span' must be one of {string.Join(", ", OverviewSpan.All.Select(known => known.Name))}.");
            var view = await reader.ReadAsync(span, stop);
            return OperatorAnswer.Of(view, view with { At = default }, OperatorJson.Default.OverviewView);
        });
}
