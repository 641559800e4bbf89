using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>Marks a thing as well because a person says so.</summary>
public sealed class ClearStatus(StatusClearing clearing, IDeadLetterLedger sources)
{
    [Function(nameof(ClearStatus))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/status/{source}/clear")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            var wanted = await OperatorBody.ReadAsync(request, OperatorJson.Default.ClearRequest, cancellationToken);
            var (kind, id) = (OperatorBody.Named(wanted.Kind, "kind"), OperatorBody.Named(wanted.Id, "id"));
            var (who, why) = (OperatorBody.Said(wanted.RequestedBy, "who"), OperatorBody.Said(wanted.Reason, "why"));
            await KnownSource.CheckAsync(sources, source, cancellationToken);
            return await clearing.ClearAsync(source, kind, id, who, why, cancellationToken) is { } thing
                ? OperatorAnswer.Of(ThingView.Of(thing), OperatorJson.Default.ThingView)
                : throw UnusableInputException.NotFound($"The status board of '{source}' has no {Printable.Of(kind)} '{Printable.Of(id)}'.");
        });
}
