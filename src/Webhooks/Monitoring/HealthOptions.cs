namespace Webhooks.Monitoring;

public sealed record HealthOptions
{
    /// <summary>How long past due the oldest event may be: a sweep and a queue message take one or two minutes.</summary>
    public TimeSpan MaxBacklogAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How far the machine's clock may be from storage's before it is reported. Decisions go by storage's in any case.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromSeconds(5);
}
