using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>One refused delivery, and what is wrong with it.</summary>
public sealed class ShowRefused(RefusedDetails refused, IDeadLetterLedger sources)
{
    [Function(nameof(ShowRefused))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/refused/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var id = new Query(request, "id").Text("id") ?? throw new UnusableInputException("Give the id of the refused delivery: ?id=ID.");
            await KnownSource.CheckAsync(sources, source, cancellationToken);
            return await refused.FindAsync(source, id, cancellationToken) is { } found
                ? OperatorAnswer.Of(found, OperatorJson.Default.RefusedView)
                : throw UnusableInputException.NotFound($"'{source}' has no refused delivery '{Printable.Of(id)}'; it was readmitted, or its three days are over.");
        });
}
