using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.DeadLetters;
using Webhooks.Redriving;

namespace Functions.Operating;

public sealed class DeadLetterFunctions(IDeadLetterLedger ledger, Redriver redriver, OperatorApi api)
{
    private const int LargestPage = 1000;

    [Function("ListDeadLetters")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/dead-letters")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var (filter, limit) = FilterOf(request, defaultLimit: 100);
            return OperatorApi.Json(await ReadAsync(filter, limit, cancellationToken), OperatorJson.Default.DeadLetterPage);
        });

    [Function("ShowPageDead")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/dead")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var (filter, limit) = FilterOf(request, defaultLimit: 50);
            return await api.PageAsync<DeadFragment>(new()
            {
                [nameof(DeadFragment.Page)] = await ReadAsync(filter, limit, cancellationToken),
                [nameof(DeadFragment.Filter)] = filter,
                [nameof(DeadFragment.Sources)] = api.SourceNames,
            });
        });

    [Function("RedriveEvents")]
    public Task<IResult> RedriveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/redrive/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var order = await RequestBody.ReadAsync(request, OperatorJson.Default.RedriveRequest, cancellationToken);
            source = SourceCatalog.Spell(source);
            await api.CheckSourceAsync(source, cancellationToken);
            return OperatorApi.Json(await RedriveAsync(source, order, cancellationToken), OperatorJson.Default.RedriveReport);
        });

    private async Task<RedriveReport> RedriveAsync(string source, RedriveRequest request, CancellationToken cancellationToken)
    {
        var ids = request.EventIds is null ? null : Ids(request);
        var filter = new DeadLetterFilter
        {
            Source = source,
            EventType = request.Type,
            Error = request.Error,
            Handler = api.Handler(request.Handler),
            Since = request.Since,
            Before = request.Before,
            After = request.After,
        };
        if (request.DryRun)
        {
            return new RedriveReport(0, [], [], Continue: null, ids is null ? await redriver.SurveyAsync(filter, cancellationToken) : await redriver.SurveyAsync(source, ids, cancellationToken));
        }

        // Even a full request at the slowest rate ends long before the 230 s that Azure's load balancer waits.
        var order = new RedriveOrder(RequestBody.Required(request.RequestedBy, "who"), RequestBody.Required(request.Reason, "why"))
        {
            Rate = RequestBody.Number(request.Rate ?? RedriveOrder.DefaultRate, "rate", RedriveRequest.MostEvents),
            Limit = RequestBody.Number(request.Limit ?? RedriveRequest.MostEvents, "limit", RedriveRequest.MostEvents),
            Handlers = ChoiceOf(request),
        };
        return ids is null ? await redriver.RunAsync(filter, order, cancellationToken) : await redriver.RunAsync(source, ids, order, cancellationToken);
    }

    private static HandlerChoice ChoiceOf(RedriveRequest request) => request switch
    {
        { Handler: not null, AllHandlers: true } => throw new InvalidRequestException("Give 'handler' or 'all_handlers', not both."),
        { Handler: { } name } => HandlerChoice.Only(name),
        _ => request.AllHandlers ? HandlerChoice.All : HandlerChoice.Failed,
    };

    private static IReadOnlyList<string> Ids(RedriveRequest request) =>
        request is { EventIds: { Count: >= 1 and <= RedriveRequest.MostEvents } ids, Type: null, Error: null, Since: null, Before: null, After: null }
            ? ids
            : throw new InvalidRequestException($"Give 'event_ids' (1 to {RedriveRequest.MostEvents}) or a filter, not both.");

    private static (DeadLetterFilter Filter, int Limit) FilterOf(HttpRequest request, int defaultLimit)
    {
        var query = new Query(request, "source", "type", "error", "handler", "since", "before", "limit", "after");
        var filter = new DeadLetterFilter
        {
            Source = query.Source(),
            EventType = query.Text("type"),
            Error = query.Text("error"),
            Handler = query.Text("handler"),
            Since = query.Time("since"),
            Before = query.Time("before"),
            After = query.Text("after"),
        };
        return (filter, query.Number("limit", defaultLimit, LargestPage));
    }

    private async Task<DeadLetterPage> ReadAsync(DeadLetterFilter filter, int limit, CancellationToken cancellationToken)
    {
        await api.CheckSourceAsync(filter.Source, cancellationToken);
        api.Handler(filter.Handler);
        var page = await ledger.ListAsync(filter, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
        return new DeadLetterPage([.. page.Take(limit).Select(DeadLetterLine.Of)], page.Count > limit ? page[limit - 1].Cursor : null);
    }
}
