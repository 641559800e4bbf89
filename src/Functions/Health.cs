using Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions;

/// <summary>Whether the app can serve: its tables and queues have been reached once since it started.</summary>
public sealed class Health(PreparedStorage storage)
{
    [Function(nameof(Health))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        storage.IsReady
            ? TypedResults.Text("""{"status":"healthy"}""", "application/json")
            : TypedResults.Text("""{"status":"starting"}""", "application/json", statusCode: StatusCodes.Status503ServiceUnavailable);
}
