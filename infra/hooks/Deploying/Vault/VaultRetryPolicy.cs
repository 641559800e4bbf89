using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Deploying.Vault;

/// <summary>A role that was just assigned, and the name of a vault that was just made, take minutes to be known everywhere.</summary>
internal sealed class VaultRetryPolicy() : RetryPolicy(int.MaxValue, DelayStrategy.CreateFixedDelayStrategy(TimeSpan.FromSeconds(5)))
{
    private readonly TimeSpan patience = Read();
    private readonly long since = TimeProvider.System.GetTimestamp();
    private bool said;

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception)
    {
        // Beside an exception there may be the answer to an earlier request, in which the vault said whose token it wants.
        var refusal = exception is null ? VaultRefusal.Read(message.Response) : null;
        var mayPass = refusal?.MayPass ?? message.ResponseClassifier.IsRetriable(message, exception!);
        if (!mayPass || TimeProvider.System.GetElapsedTime(since) >= patience)
        {
            return false;
        }

        if (!said)
        {
            var why = refusal?.Why ?? $"{message.Request.Uri.Host} does not answer ({exception!.Message}).";
            await Console.Out.WriteLineAsync($"{why} This takes a few minutes after a first deployment; waiting up to {patience:c} ...");
            said = true;
        }

        return true;
    }

    private static TimeSpan Read()
    {
        var text = Outputs.Find("KEY_VAULT_PATIENCE") ?? "00:05:00";
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
            ? span
            : throw new CannotDeployException($"KEY_VAULT_PATIENCE: '{text}' is not a time span; write it like 00:05:00.");
    }
}
