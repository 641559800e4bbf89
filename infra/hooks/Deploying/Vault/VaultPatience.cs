using System.Globalization;

namespace Deploying.Vault;

/// <summary>A role that was just assigned, and the name of a vault that was just made, take minutes to be known everywhere.</summary>
internal sealed class VaultPatience
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly TimeSpan patience = Read();
    private readonly long since = TimeProvider.System.GetTimestamp();
    private bool said;

    /// <summary>Waits before another try; false when there was enough waiting.</summary>
    public async Task<bool> WaitsAsync(string why, CancellationToken stop)
    {
        var left = patience - TimeProvider.System.GetElapsedTime(since);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        if (!said)
        {
            await Console.Out.WriteLineAsync($"{why} This takes a few minutes after a first deployment; waiting up to {patience:c} ...");
            said = true;
        }

        await Task.Delay(left < Pause ? left : Pause, stop);
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
