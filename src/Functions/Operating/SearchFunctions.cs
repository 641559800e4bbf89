using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;

namespace Functions.Operating;

// Events and refused deliveries by what people know of them.
public sealed class SearchFunctions(ISearch search, OperatorApi api)
{
    private const int LargestPage = 200;

    [Function("Search")]
    public Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/search")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var query = new Query(request, "q", "source", "type", "since", "limit", "after");
            var filter = new SearchFilter(query.Text("q")?.Trim() ?? "")
            {
                Source = query.Source(),
                EventType = query.Text("type"),
                Since = query.Time("since"),
                After = query.Text("after"),
                Limit = query.Number("limit", 50, LargestPage),
            };
            if (filter.Id.Length is 0 or > SearchFilter.LongestText)
            {
                throw new InvalidRequestException($"Give an id, or its beginning and *: ?q=ID, at most {SearchFilter.LongestText} characters.");
            }

            if (filter.After is { } cursor && !search.IsCursor(cursor))
            {
                throw new InvalidRequestException("'after' is not what a page gave as 'continue'.");
            }

            await api.CheckSourceAsync(filter.Source, cancellationToken);
            var page = await search.FindAsync(filter, cancellationToken);
            return OperatorApi.Json(page, page with { At = default }, OperatorJson.Default.SearchPage);
        });
}
