namespace Webhooks.Monitoring;

public sealed record HealthOptions
{
    /// <summary>How long past due the oldest event may be: a sweep and a queue message take one or two minutes.</summary>
    public TimeSpan MaxBacklogAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How far this clock may be from storage's: a fifth of the usual replay window.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromMinutes(1);
}
