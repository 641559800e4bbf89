using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;
using Webhooks.OperatorPage.Log;

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
            var page = await FindAsync(FilterOf(request), cancellationToken);
            return OperatorApi.Json(page, page with { At = default }, OperatorJson.Default.SearchPage);
        });

    // Without an id, it says what can be searched.
    [Function("ShowPageSearch")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/search")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var filter = FilterOf(request);
            return await api.PageAsync<SearchFragment>(new()
            {
                [nameof(SearchFragment.Page)] = filter.Text.Length == 0 ? null : await FindAsync(filter, cancellationToken),
                [nameof(SearchFragment.Filter)] = filter,
                [nameof(SearchFragment.Sources)] = api.SourceNames,
            });
        });

    private async Task<SearchPage> FindAsync(SearchFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Id.Length is 0 or > SearchFilter.LongestText)
        {
            throw new InvalidRequestException($"Give an id, or its beginning and *: ?q=ID, at most {SearchFilter.LongestText} characters.");
        }

        if (filter.After is { } cursor && !search.IsCursor(cursor))
        {
            throw new InvalidRequestException("'after' is not what a page gave as 'continue'.");
        }

        await api.CheckSourceAsync(filter.Source, cancellationToken);
        return await search.FindAsync(filter, cancellationToken);
    }

    private static SearchFilter FilterOf(HttpRequest request)
    {
        var query = new Query(request, "q", "source", "type", "since", "limit", "after");
        return new(query.Text("q")?.Trim() ?? "")
        {
            Source = query.Source(),
            EventType = query.Text("type"),
            Since = query.Time("since"),
            After = query.Text("after"),
            Limit = query.Number("limit", 50, LargestPage),
        };
    }
}
