using System.Collections;

namespace Webhooks.Signatures.Deliveries;

/// <summary>The header fields of a delivery. Names are case-insensitive; every value is kept.</summary>
public sealed class DeliveryHeaders : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    /// <summary>The longest id or type that is read, in characters.</summary>
    public const int LongestId = 1024;

    // Nearly every name occurs once; its value is stored without a list.
    private readonly Dictionary<string, (string First, string[]? All)> fields;
    private bool hasRepeated;

    public DeliveryHeaders() : this(0)
    {
    }

    /// <param name="capacity">How many names are expected.</param>
    public DeliveryHeaders(int capacity) => fields = new(capacity, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds one more value for a name, as a header line does.</summary>
    public void Add(string name, string value)
    {
        if (!fields.TryAdd(name, (value, null)))
        {
            var (first, all) = fields[name];
            fields[name] = (first, [.. all ?? [first], value]);
            hasRepeated = true;
        }
    }

    /// <summary>The first value of a header; null when absent or empty.</summary>
    public string? Find(string name) =>
        fields.TryGetValue(name, out var values) && values.First.Length > 0 ? values.First : null;

    /// <summary>The same, and null when longer than <see cref="LongestId" />.</summary>
    public string? FindId(string name) => Find(name) is { Length: <= LongestId } value ? value : null;

    /// <summary>Whether the name occurs more than once: then it is ambiguous which value was signed.</summary>
    public bool IsRepeated(string name) => hasRepeated && fields.TryGetValue(name, out var values) && values.All is not null;

    /// <summary>The first of these names that occurs more than once.</summary>
    public string? FindRepeated(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return hasRepeated ? names.FirstOrDefault(IsRepeated) : null;
    }

    /// <summary>A copy in which the name has only this value; without the name when the value is null.</summary>
    public DeliveryHeaders With(string name, string? value)
    {
        var copy = new DeliveryHeaders(fields.Count + 1) { hasRepeated = hasRepeated };
        foreach (var (field, values) in fields)
        {
            copy.fields[field] = values;
        }

        copy.fields.Remove(name);
        if (value is not null)
        {
            copy.Add(name, value);
        }

        return copy;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() =>
        fields.Select(field => KeyValuePair.Create<string, IReadOnlyList<string>>(field.Key, field.Value.All ?? [field.Value.First])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
