using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions;

// Alive: the process answers. A restart does not fix storage, so storage is checked by Ready.
public sealed class Health
{
    [Function(nameof(Health))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request) =>
        TypedResults.Text("""{"status":"alive"}""", "application/json");
}
