namespace Webhooks.Senders.Reading;

// Other names that a sender gives the same field. Case, underscores and hyphens are ignored anyway: created_at is read as createdAt.
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AlsoSpelledAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
