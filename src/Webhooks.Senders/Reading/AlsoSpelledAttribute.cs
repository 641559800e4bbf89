namespace Webhooks.Senders.Reading;

/// <summary>
/// Another name that a sender gives the same field. Case, underscores and hyphens need none: <c>created_at</c> is read as
/// <c>createdAt</c> anyway.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AlsoSpelledAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
