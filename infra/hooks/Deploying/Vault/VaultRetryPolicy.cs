using Azure.Core;
using Azure.Core.Pipeline;

namespace Deploying.Vault;

/// <summary>A role that was just assigned, and the name of a vault that was just made, take minutes to be known everywhere.</summary>
internal sealed class VaultRetryPolicy() : RetryPolicy(int.MaxValue, DelayStrategy.CreateFixedDelayStrategy(Patience.Pause))
{
    private readonly Patience patience = new();
    private bool said;

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception)
    {
        // Beside an exception there may be the answer to an earlier request, in which the vault said whose token it wants.
        var refusal = exception is null ? VaultRefusal.Read(message.Response) : null;
        var mayPass = refusal?.MayPass ?? message.ResponseClassifier.IsRetriable(message, exception!);
        if (!mayPass || patience.IsOver)
        {
            return false;
        }

        if (!said)
        {
            var why = refusal?.Why ?? $"{message.Request.Uri.Host} does not answer ({exception!.Message}).";
            await Console.Out.WriteLineAsync($"{why} This takes a few minutes after a first deployment; waiting up to {patience.Span:c} ...");
            said = true;
        }

        return true;
    }
}
