using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;

namespace Functions.Operating;

/// <summary>Which sources there are.</summary>
public sealed class ListSources(SourceCatalog sources, TimeProvider clock)
{
    [Function(nameof(ListSources))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/sources")] HttpRequest request) =>
        OperatorCall.AnswerAsync(() =>
        {
            _ = new Query(request);
            var view = new SourcesView([.. sources.All.Select(source => SourceLine.Of(source, clock.GetUtcNow()))]);
            return Task.FromResult<IResult>(OperatorAnswer.Of(view, OperatorJson.Default.SourcesView));
        });
}
