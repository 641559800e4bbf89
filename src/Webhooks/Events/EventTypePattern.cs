namespace Webhooks.Events;

/// <summary>Chosen event types: a name in any case, or its beginning and <c>*</c>.</summary>
public static class EventTypePattern
{
    public static bool Matches(string? type, string pattern) => type is not null && (pattern.EndsWith('*')
        ? type.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : type.Equals(pattern, StringComparison.OrdinalIgnoreCase));
}
