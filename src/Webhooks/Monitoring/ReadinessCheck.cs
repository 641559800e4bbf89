namespace Webhooks.Monitoring;

/// <summary>The problem is null when the check passed.</summary>
public sealed record ReadinessCheck(string Name, string? Problem);
