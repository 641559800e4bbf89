using Webhooks.Rotating;

namespace Webhooks.Operating;

/// <summary>The secrets of a source by fingerprint, never by value.</summary>
/// <param name="Source">The source.</param>
/// <param name="At">The receiver's clock.</param>
/// <param name="Secrets">They, the configured ones first and in the order of the settings.</param>
public sealed record SecretsView(string Source, DateTimeOffset At, IReadOnlyList<SecretStanding> Secrets);
