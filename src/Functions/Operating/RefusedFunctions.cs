using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.OperatorPage.Log;
using Webhooks.Readmitting;
using Webhooks.Refusing;

namespace Functions.Operating;

// Refused deliveries of the last three days, and their readmission.
public sealed class RefusedFunctions(IRefusedLedger ledger, RefusedDetails refused, Readmitter readmitter, OperatorApi api)
{
    private const int LargestPage = 1000;

    [Function("ListRefused")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/refused")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var query = new Query(request, "source", "since", "limit", "after");
            var limit = query.Number("limit", 100, LargestPage);
            var filter = new RefusedFilter { Source = query.Source(), Since = query.Time("since"), After = query.Text("after") };
            await api.CheckSourceAsync(filter.Source, cancellationToken);
            var page = await ledger.ListAsync(filter, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
            return OperatorApi.Json(
                new RefusedPage([.. page.Take(limit).Select(refused.Line)], page.Count > limit ? page[limit - 1].Cursor : null),
                OperatorJson.Default.RefusedPage);
        });

    [Function("ShowRefused")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/refused/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
            OperatorApi.Json(await FindAsync(source, new Query(request, "id").Id(), cancellationToken), OperatorJson.Default.RefusedView));

    [Function("ShowPageRefused")]
    public Task<IResult> ShowPageAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/page/refused")] HttpRequest request, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var (source, id) = new Query(request, "source", "id").SourceAndId();
            return await api.PageAsync<RefusedFragment>(new() { [nameof(RefusedFragment.View)] = await FindAsync(source, id, cancellationToken) });
        });

    [Function("ReadmitRefused")]
    public Task<IResult> ReadmitAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/readmit/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var wanted = await RequestBody.ReadAsync(request, OperatorJson.Default.ReadmitRequest, cancellationToken);
            var configured = api.Configured(source);
            if (configured.MovedTo is { } moved)
            {
                throw new InvalidRequestException($"'{configured.Name}' was moved to {moved}, and nothing is admitted here; have the sender send these deliveries again.", StatusCodes.Status409Conflict);
            }

            var order = new ReadmitOrder(RequestBody.Required(wanted.RequestedBy, "who"), RequestBody.Required(wanted.Reason, "why"))
            {
                Limit = RequestBody.Number(wanted.Limit ?? ReadmitRequest.MostDeliveries, "limit", ReadmitRequest.MostDeliveries),
                DryRun = wanted.DryRun,
            };
            var run = await readmitter.RunAsync(configured, new RefusedFilter { Since = wanted.Since, After = wanted.After }, order, cancellationToken);
            return OperatorApi.Json(run, OperatorJson.Default.ReadmitRun);
        });

    private async Task<RefusedView> FindAsync(string source, string id, CancellationToken cancellationToken)
    {
        source = SourceCatalog.Spell(source);
        await api.CheckSourceAsync(source, cancellationToken);
        return await refused.FindAsync(source, id, cancellationToken)
            ?? throw InvalidRequestException.NotFound($"'{source}' has no refused delivery '{Printable.Of(id)}'; it was readmitted, or its three days are over.");
    }
}
