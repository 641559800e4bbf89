using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

/// <summary>
/// Where a value of a delivery is: in a header, in the query, at a path of the JSON body, in a field of a form, or the hash of the whole
/// body. Or several of these, which together are one id.
/// </summary>
public sealed record FieldLocation
{
    private bool isEscaped;

    private FieldLocation()
    {
    }

    /// <summary>The header, for <c>header:NAME</c>.</summary>
    public string? Header { get; private init; }

    /// <summary>The path, for <c>json:PATH</c>: <c>data.id</c>, <c>events[0].id</c>, <c>[0].id</c>.</summary>
    public string? Path { get; private init; }

    /// <summary>The field of a form, for <c>form:NAME</c>.</summary>
    public string? Form { get; private init; }

    /// <summary>The parameter of the query, for <c>query:NAME</c>.</summary>
    public string? Query { get; private init; }

    /// <summary>The parts of an id that is made of several, for <c>header:NAME+sha256</c>; else empty.</summary>
    public IReadOnlyList<FieldLocation> Parts { get; private init; } = [];

    /// <summary>Whether it is the hash of the body.</summary>
    public bool IsHash => this is { Header: null, Path: null, Form: null, Query: null, Parts.Count: 0 };

    /// <summary>Itself, or its parts.</summary>
    public IReadOnlyList<FieldLocation> All => Parts.Count > 0 ? Parts : [this with { isEscaped = false }];

    /// <summary>Reads a comma-separated list; null, with the problem, when an entry is not understood.</summary>
    internal static IReadOnlyList<FieldLocation>? ReadList(string? text, out string problem)
    {
        problem = "";
        var locations = new List<FieldLocation>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ReadEntry(entry) is not { } location)
            {
                problem = $"'{entry}' is not header:NAME, json:PATH, form:NAME or sha256";
                return null;
            }

            locations.Add(location);
        }

        // One alternative never makes an id that another one could make of other parts.
        return locations.Any(location => location.Parts.Count > 0) ? [.. locations.Select(location => location with { isEscaped = true })] : locations;
    }

    /// <summary>Reads the places where a signature or a time can be; null, with the problem, when an entry is not understood.</summary>
    internal static IReadOnlyList<FieldLocation>? ReadPlaces(string? text, out string problem)
    {
        problem = "";
        var places = new List<FieldLocation>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ReadOne(entry) is not { IsHash: false } place)
            {
                problem = $"'{entry}' is not query:NAME, json:PATH, form:NAME or header:NAME";
                return null;
            }

            places.Add(place);
        }

        return places;
    }

    internal static FieldLocation InHeader(string name) => new() { Header = name };

    internal static FieldLocation InJson(string path) => new() { Path = path };

    internal static FieldLocation InForm(string name) => new() { Form = name };

    /// <summary>The value; null when it is absent or longer than any id or type.</summary>
    internal string? Find(BodyFields fields, Func<SignedJson, string, string?>? read = null) =>
        Parts.Count > 0 ? FindAll(fields, read)
        : FindOne(fields, read) is not { } value ? null
        : isEscaped ? Escape(value)
        : value;

    private string? FindOne(BodyFields fields, Func<SignedJson, string, string?>? read) => this switch
    {
        { Header: { } header } => fields.Delivery.Headers.FindId(header),
        { Path: { } path } => fields.Json is not { } json ? null : read is null ? json.Text(path) : read(json, path),
        { Form: { } form } => fields.Form?.Text(form),
        { Query: { } query } => QueryText.Find(fields.Delivery.Query, query),
        _ => ContentId.Of(fields.Hashed.Span),
    };

    private string? FindAll(BodyFields fields, Func<SignedJson, string, string?>? read)
    {
        var id = "";
        foreach (var part in Parts)
        {
            if (part.FindOne(fields, read) is not { } value)
            {
                return null;
            }

            id = id.Length == 0 ? Escape(value) : $"{id}+{Escape(value)}";
        }

        return id.Length <= DeliveryHeaders.LongestId ? id : null;
    }

    // A plus sign separates the parts of an id.
    private static string Escape(string value) =>
        value.AsSpan().ContainsAny('+', '%') ? value.Replace("%", "%25", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal) : value;

    private static FieldLocation? ReadEntry(string entry)
    {
        if (!entry.Contains('+', StringComparison.Ordinal))
        {
            return ReadOne(entry) is { Query: null } location ? location : null;
        }

        var parts = entry.Split('+', StringSplitOptions.TrimEntries).Select(ReadOne).ToList();
        return parts.TrueForAll(part => part is { Query: null }) ? new FieldLocation { Parts = parts! } : null;
    }

    private static FieldLocation? ReadOne(string entry) => entry switch
    {
        "sha256" => new FieldLocation(),
        ['h', 'e', 'a', 'd', 'e', 'r', ':', _, ..] => new FieldLocation { Header = entry[7..] },
        ['j', 's', 'o', 'n', ':', _, ..] => new FieldLocation { Path = entry[5..] },
        ['f', 'o', 'r', 'm', ':', _, ..] => new FieldLocation { Form = entry[5..] },
        ['q', 'u', 'e', 'r', 'y', ':', _, ..] => new FieldLocation { Query = entry[6..] },
        _ => null,
    };

    /// <inheritdoc />
    public override string ToString() =>
        Parts.Count > 0 ? string.Join(" and ", Parts)
        : Header is not null ? $"the header {Header}"
        : Path is not null ? $"the key {Path}"
        : Form is not null ? $"the form field {Form}"
        : Query is not null ? $"the query parameter {Query}"
        : "the body's SHA-256";
}
