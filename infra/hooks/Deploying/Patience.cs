using System.Globalization;

namespace Deploying;

/// <summary>How long what a deployment has just made may take to be known everywhere: roles, names, references.</summary>
internal sealed class Patience
{
    private readonly long since = TimeProvider.System.GetTimestamp();

    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(5);

    public TimeSpan Span { get; } = Read();

    public bool IsOver => TimeProvider.System.GetElapsedTime(since) >= Span;

    private static TimeSpan Read()
    {
        var text = Outputs.Find("KEY_VAULT_PATIENCE") ?? "00:05:00";
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
            ? span
            : throw new CannotDeployException($"KEY_VAULT_PATIENCE: '{text}' is not a time span; write it like 00:05:00.");
    }
}
