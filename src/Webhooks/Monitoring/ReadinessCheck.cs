namespace Webhooks.Monitoring;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Problem">What is wrong with it; null when nothing is.</param>
public sealed record ReadinessCheck(string Name, string? Problem);
