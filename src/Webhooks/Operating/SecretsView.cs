using Webhooks.Rotating;

namespace Webhooks.Operating;

public sealed record SecretsView(string Source, DateTimeOffset At, IReadOnlyList<SecretStanding> Secrets);
