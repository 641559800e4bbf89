namespace Webhooks.Redacting;

/// <summary>What is redacted beside the keys that always are.</summary>
/// <param name="Emails">Whether e-mail addresses go, too.</param>
public sealed record RedactionOptions(bool Emails = false);
