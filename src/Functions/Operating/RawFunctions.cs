using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.Raw;
using Webhooks.Settings;

namespace Functions.Operating;

// Deliveries without redaction, where a setting allows it.
public sealed class RawFunctions(RawDeliveries deliveries, OperatorOptions options, OperatorApi api)
{
    private const string NotAllowed =
        $"This receiver gives no raw bodies and headers: set {OperatorSettings.RawBodies}=true in its settings (in Azure: an app setting) and restart it. Each read is then recorded.";

    [Function("ReadRaw")]
    public Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/raw/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var query = new Query(request, "id", "who");
            var (id, who) = (query.Id(), RequestBody.Required(query.Text("who"), "who"));
            RequireAllowed();
            source = SourceCatalog.Spell(source);
            await api.CheckSourceAsync(source, cancellationToken);
            var raw = await FindAsync(source, id, who, cancellationToken);
            return new BodyResult(StatusCodes.Status200OK, "application/json", OperatorJson.Serialize(raw, OperatorJson.Default.RawDelivery));
        });

    private void RequireAllowed()
    {
        if (!options.RawBodies)
        {
            throw new InvalidRequestException(NotAllowed, StatusCodes.Status403Forbidden);
        }
    }

    private async Task<RawDelivery> FindAsync(string source, string id, string who, CancellationToken cancellationToken)
    {
        try
        {
            return await deliveries.FindAsync(source, id, who, cancellationToken)
                ?? throw InvalidRequestException.NotFound($"'{source}' has neither an event nor a refused delivery '{Printable.Of(id)}'; it never came, or its retention is over.");
        }
        catch (BodyLostException lost)
        {
            throw new InvalidRequestException(lost.Message, StatusCodes.Status410Gone);
        }
    }
}
