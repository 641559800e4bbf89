namespace Webhooks.Monitoring;

/// <summary>When the app calls itself ready.</summary>
public sealed record HealthOptions
{
    /// <summary>How long past due the oldest event may be. Fifteen minutes, unless set: a sweep, and its envelope's way, take one or two.</summary>
    public TimeSpan MaxBacklogAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How far this clock may be from storage's. One minute, unless set: a fifth of the window in which most deliveries are fresh.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromMinutes(1);
}
