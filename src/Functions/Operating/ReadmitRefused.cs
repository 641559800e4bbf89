using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.Readmitting;
using Webhooks.Refusing;

namespace Functions.Operating;

/// <summary>Judges refused deliveries of a source again, and admits those that pass now.</summary>
public sealed class ReadmitRefused(Readmitter readmitter, SourceCatalog sources)
{
    [Function(nameof(ReadmitRefused))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/readmit/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var wanted = await OperatorBody.ReadAsync(request, OperatorJson.Default.ReadmitRequest, cancellationToken);
            var configured = sources.Find(source)
                ?? throw UnusableInputException.NotFound($"There is no source '{Printable.Of(source)}' in the settings; only a configured source can verify.");
            var order = new ReadmitOrder(OperatorBody.Said(wanted.RequestedBy, "who"), OperatorBody.Said(wanted.Reason, "why"))
            {
                Limit = OperatorBody.Number(wanted.Limit ?? ReadmitRequest.MostDeliveries, "limit", ReadmitRequest.MostDeliveries),
                DryRun = wanted.DryRun,
            };
            var run = await readmitter.RunAsync(configured, new RefusedFilter { Since = wanted.Since, After = wanted.After }, order, cancellationToken);
            return OperatorAnswer.Of(run, OperatorJson.Default.ReadmitRun);
        });
}
