using System.Text.Json.Serialization;
using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Monitoring;
using Webhooks.Operating;

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
        return new BodyResult(
            isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            "application/json",
            OperatorJson.Serialize(new Report(isReady ? "ready" : "not ready", checks), ReadyJson.Default.Report));
    }

    private sealed record Report(string Status, IReadOnlyList<ReadinessCheck> Checks);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Report))]
    private sealed partial class ReadyJson : JsonSerializerContext;
}
