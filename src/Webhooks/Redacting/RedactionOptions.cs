namespace Webhooks.Redacting;

public sealed record RedactionOptions(bool Emails = false);
