using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Webhooks;
using Webhooks.Operating;
using Webhooks.Rotating;

namespace Functions.Operating;

/// <summary>Where the secrets of a source stand in their rotation.</summary>
public sealed class ShowSecrets(SourceCatalog sources, SecretUses uses, ISecretUseLedger ledger, TimeProvider clock)
{
    [Function(nameof(ShowSecrets))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operator/secrets/{source}")] HttpRequest request, string source, CancellationToken cancellationToken) =>
        OperatorCall.AnswerAsync(async () =>
        {
            _ = new Query(request);
            var configured = sources.Find(source)
                ?? throw UnusableInputException.NotFound($"There is no source '{Printable.Of(source)}' in the settings; the names are those in Sources__<name>__Scheme.");

            // What this instance has counted just now is to be seen; other instances are half a minute behind at most.
            await uses.FlushAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var standings = SecretStanding.Of(configured, await ledger.ReadAsync(source, cancellationToken), now);
            var view = new SecretsView(source, now, standings);
            return OperatorAnswer.Of(view, view with { At = default }, OperatorJson.Default.SecretsView);
        });
}
