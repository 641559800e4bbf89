using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions;

/// <summary>Alive: the process answers. Restarting it would not mend storage, so storage is <see cref="Ready" />'s matter.</summary>
public sealed class Health
{
    [Function(nameof(Health))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request) =>
        TypedResults.Text("""{"status":"alive"}""", "application/json");
}
