using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

/// <summary>Where a value of a delivery is: in a header, at a path of the JSON body, or the hash of the whole body.</summary>
public sealed record FieldLocation
{
    private FieldLocation()
    {
    }

    /// <summary>The header, for <c>header:NAME</c>.</summary>
    public string? Header { get; private init; }

    /// <summary>The dotted path, for <c>json:PATH</c>.</summary>
    public string? Path { get; private init; }

    /// <summary>Reads a comma-separated list; null, with the problem, when an entry is not understood.</summary>
    internal static IReadOnlyList<FieldLocation>? ReadList(string? text, out string problem)
    {
        problem = "";
        var locations = new List<FieldLocation>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var location = entry switch
            {
                "sha256" => new FieldLocation(),
                ['h', 'e', 'a', 'd', 'e', 'r', ':', _, ..] => new FieldLocation { Header = entry[7..] },
                ['j', 's', 'o', 'n', ':', _, ..] => new FieldLocation { Path = entry[5..] },
                _ => null,
            };
            if (location is null)
            {
                problem = $"'{entry}' is not header:NAME, json:PATH or sha256";
                return null;
            }

            locations.Add(location);
        }

        return locations;
    }

    /// <summary>The value; null when it is absent or longer than any id or type.</summary>
    internal string? Find(Delivery delivery, SignedJson? json, Func<SignedJson, string, string?>? read = null) => this switch
    {
        { Header: { } header } => delivery.Headers.FindId(header),
        { Path: { } path } => json is null ? null : read is null ? json.Text(path) : read(json, path),
        _ => ContentId.Of(delivery.Body.Span),
    };

    /// <inheritdoc />
    public override string ToString() => Header is not null ? $"the header {Header}" : Path is not null ? $"the key {Path}" : "the body's SHA-256";
}
