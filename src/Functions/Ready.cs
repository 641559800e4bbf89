using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Monitoring;

namespace Functions;

// Ready: deliveries can be admitted and are being processed. For uptime monitors, and for scripts that wait for a start.
public sealed partial class Ready(Readiness readiness)
{
    [Function(nameof(Ready))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequest request, CancellationToken cancellationToken)
    {
        var checks = await readiness.CheckAsync(cancellationToken);
        var isReady = checks.All(check => check.Problem is null);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(
            JsonSerializer.Serialize(new Report(isReady ? "ready" : "not ready", checks), ReadyJson.Default.Report),
            "application/json",
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private sealed record Report(string Status, IReadOnlyList<ReadinessCheck> Checks);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Report))]
    private sealed partial class ReadyJson : JsonSerializerContext;
}
