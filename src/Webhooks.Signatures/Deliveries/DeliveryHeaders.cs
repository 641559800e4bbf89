using System.Collections;

namespace Webhooks.Signatures.Deliveries;

/// <summary>The header fields of a delivery. Names are case-insensitive; every value is kept.</summary>
public sealed class DeliveryHeaders : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    /// <summary>The longest id or type that is read, in characters.</summary>
    public const int LongestId = 1024;

    // Nearly every name occurs once; its value is stored without a list.
    private readonly Dictionary<string, (string First, string[]? All)> fields;

    public DeliveryHeaders() : this(0)
    {
    }

    /// <param name="capacity">How many names are expected.</param>
    public DeliveryHeaders(int capacity) => fields = new(capacity, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether any name occurs more than once.</summary>
    internal bool HasRepeated { get; private set; }

    /// <summary>Adds one more value for a name, as a header line does.</summary>
    public void Add(string name, string value)
    {
        if (!fields.TryAdd(name, (value, null)))
        {
            var (first, all) = fields[name];
            fields[name] = (first, [.. all ?? [first], value]);
            HasRepeated = true;
        }
    }

    /// <summary>The first value of a header that is not empty; null when there is none.</summary>
    public string? Find(string name) =>
        !fields.TryGetValue(name, out var values) ? null
        : values.First.Length > 0 ? values.First
        : values.All?.FirstOrDefault(value => value.Length > 0);

    /// <summary>All values of a header, joined by commas as HTTP allows; null when all are empty.</summary>
    public string? FindList(string name) =>
        HasRepeated && fields.TryGetValue(name, out var values) && values.All is { } all && Find(name) is not null ? string.Join(", ", all) : Find(name);

    /// <summary>Each value of a header that is not empty, as it came.</summary>
    internal IEnumerable<string> FindAll(string name) =>
        !fields.TryGetValue(name, out var values) ? [] : (values.All ?? [values.First]).Where(value => value.Length > 0);

    /// <summary>The first value that is not empty; null when longer than <see cref="LongestId" />.</summary>
    public string? FindId(string name) => Find(name) is { Length: <= LongestId } value ? value : null;

    /// <summary>Whether all values of a header are this one; also when there are none.</summary>
    public bool AreAll(string name, string value) =>
        !fields.TryGetValue(name, out var values) || (values.All is { } all ? AreAll(all, value) : values.First.Length == 0 || values.First == value);

    /// <summary>Whether a header came with several values, so that it is ambiguous which one was signed.</summary>
    public bool Differ(string name) => HasRepeated && Find(name) is { } value && !AreAll(name, value);

    /// <summary>A copy in which the name has only this value; without the name when the value is null.</summary>
    public DeliveryHeaders With(string name, string? value)
    {
        var copy = new DeliveryHeaders(fields.Count + 1) { HasRepeated = HasRepeated };
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

    private static bool AreAll(string[] values, string value) => Array.TrueForAll(values, each => each.Length == 0 || each == value);
}
