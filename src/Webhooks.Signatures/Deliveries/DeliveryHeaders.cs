using System.Collections;

namespace Webhooks.Signatures.Deliveries;

/// <summary>The header fields of a delivery: names in any case, every value kept, repetitions visible.</summary>
public sealed class DeliveryHeaders : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    /// <summary>The longest id or type that is read, in characters.</summary>
    public const int LongestId = 1024;

    // Nearly every name comes once; its value stands here without a list around it.
    private readonly Dictionary<string, (string First, string[]? All)> fields;
    private bool hasRepeated;

    /// <summary>None yet.</summary>
    public DeliveryHeaders() : this(0)
    {
    }

    /// <summary>None yet, with room for as many names as are to come.</summary>
    public DeliveryHeaders(int names) => fields = new(names, StringComparer.OrdinalIgnoreCase);

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

    /// <summary>The value of a header that was sent once, or its first value; null when absent or empty.</summary>
    public string? Find(string name) =>
        fields.TryGetValue(name, out var values) && values.First.Length > 0 ? values.First : null;

    /// <summary>The value of a header that stands for an id or a type; null also when it is longer than any of those.</summary>
    public string? FindId(string name) => Find(name) is { Length: <= LongestId } value ? value : null;

    /// <summary>Whether the name was sent more than once. Two values of a signed field leave open which one was signed.</summary>
    public bool IsRepeated(string name) => hasRepeated && fields.TryGetValue(name, out var values) && values.All is not null;

    /// <summary>The first of these names that was sent more than once, or null.</summary>
    public string? FindRepeated(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return hasRepeated ? names.FirstOrDefault(IsRepeated) : null;
    }

    /// <summary>A copy in which the name has this value alone; without the name when the value is null.</summary>
    public DeliveryHeaders With(string name, string? value)
    {
        var copy = new DeliveryHeaders(fields.Count + 1);
        foreach (var (field, values) in fields)
        {
            copy.fields[field] = values;
        }

        copy.hasRepeated = hasRepeated;
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
