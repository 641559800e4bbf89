using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.Rotating;

namespace Functions.Operating;

// Configured sources, and the state of their secrets in a rotation.
public sealed class SourceFunctions(SourceCatalog sources, SecretUses uses, ISecretUseLedger ledger, DrainedReader drained, OperatorApi api, TimeProvider clock)
{
    [Function("ListSources")]
    public Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/sources")] HttpRequest request) =>
        OperatorApi.RunAsync(() =>
        {
            _ = new Query(request);
            var view = new SourcesView([.. sources.All.Select(source => SourceLine.Of(source, clock.GetUtcNow()))]);
            return Task.FromResult(OperatorApi.Json(view, OperatorJson.Default.SourcesView));
        });

    [Function("ShowDrained")]
    public Task<IResult> ShowDrainedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/drained/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            var keepsDead = new Query(request, "keep_dead").Flag("keep_dead") ?? false;
            var view = await drained.ReadAsync(api.Configured(source), keepsDead, cancellationToken);
            return OperatorApi.Json(view, view with { At = default }, OperatorJson.Default.DrainedView);
        });

    [Function("ShowSecrets")]
    public Task<IResult> ShowSecretsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/secrets/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorApi.RunAsync(async () =>
        {
            _ = new Query(request);
            var configured = api.Configured(source);

            // Uses counted by this instance are included; other instances are half a minute behind at most.
            await uses.FlushAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var view = new SecretsView(configured.Name, now, SecretStanding.Of(configured, await ledger.ReadAsync(configured.Name, cancellationToken), now));
            return OperatorApi.Json(view, view with { At = default }, OperatorJson.Default.SecretsView);
        });
}
