using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>Puts dead letters of a source back to work, or says what that would meet.</summary>
public sealed class RedriveEvents(Redriver redriver, IDeadLetterLedger ledger)
{
    [Function(nameof(RedriveEvents))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/redrive/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var wanted = await OperatorBody.ReadAsync(request, OperatorJson.Default.RedriveRequest, cancellationToken);
            await KnownSource.CheckAsync(ledger, source, cancellationToken);
            return OperatorAnswer.Of(await RunAsync(source, wanted, cancellationToken), OperatorJson.Default.RedriveReport);
        });

    private async Task<RedriveReport> RunAsync(string source, RedriveRequest wanted, CancellationToken cancellationToken)
    {
        var filter = new DeadLetterFilter
        {
            Source = source,
            EventType = wanted.Type,
            Error = wanted.Error,
            Since = wanted.Since,
            Before = wanted.Before,
            After = wanted.After,
        };
        if (wanted.DryRun)
        {
            return new RedriveReport(0, [], [], Continue: null, wanted.EventIds is null ? await redriver.SurveyAsync(filter, cancellationToken) : await redriver.SurveyAsync(source, Ids(wanted), cancellationToken));
        }

        // Even a full request at the slowest rate ends long before the 230 s that Azure's load balancer waits.
        var order = new RedriveOrder(OperatorBody.Said(wanted.RequestedBy, "who"), OperatorBody.Said(wanted.Reason, "why"))
        {
            Rate = OperatorBody.Number(wanted.Rate ?? RedriveOrder.DefaultRate, "rate", RedriveRequest.MostEvents),
            Limit = OperatorBody.Number(wanted.Limit ?? RedriveRequest.MostEvents, "limit", RedriveRequest.MostEvents),
        };
        return wanted.EventIds is null ? await redriver.RunAsync(filter, order, cancellationToken) : await redriver.RunAsync(source, Ids(wanted), order, cancellationToken);
    }

    private static IReadOnlyList<string> Ids(RedriveRequest wanted) =>
        wanted is { EventIds: { Count: >= 1 and <= RedriveRequest.MostEvents } ids, Type: null, Error: null, Since: null, Before: null, After: null }
            ? ids
            : throw new UnusableInputException($"Give 'event_ids' (1 to {RedriveRequest.MostEvents}) or a filter, not both.");
}
