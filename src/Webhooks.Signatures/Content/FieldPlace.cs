using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

/// <summary>Where a value of a delivery stands: in a header, at a path of the JSON body, or in the body as a whole.</summary>
public sealed record FieldPlace
{
    private FieldPlace()
    {
    }

    /// <summary>The header, for <c>header:NAME</c>.</summary>
    public string? Header { get; private init; }

    /// <summary>The dotted path, for <c>json:PATH</c>.</summary>
    public string? Path { get; private init; }

    /// <summary>Reads a list of places separated by commas; null with a sentence when one is not understood.</summary>
    public static IReadOnlyList<FieldPlace>? ReadList(string? text, out string problem)
    {
        problem = "";
        var places = new List<FieldPlace>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry == "sha256")
            {
                places.Add(new FieldPlace());
            }
            else if (entry.StartsWith("header:", StringComparison.Ordinal) && entry.Length > 7)
            {
                places.Add(new FieldPlace { Header = entry[7..] });
            }
            else if (entry.StartsWith("json:", StringComparison.Ordinal) && entry.Length > 5)
            {
                places.Add(new FieldPlace { Path = entry[5..] });
            }
            else
            {
                problem = $"'{entry}' is not header:NAME, json:PATH or sha256";
                return null;
            }
        }

        return places;
    }

    /// <summary>The value, or null when it is not there, or longer than any id or type.</summary>
    public string? Find(Delivery delivery, SignedJson? json) => this switch
    {
        { Header: { } header } => delivery.Headers.FindId(header),
        { Path: { } path } => json?.Text(path),
        _ => ContentId.Of(delivery.Body.Span),
    };

    /// <inheritdoc />
    public override string ToString() => Header is not null ? $"the header {Header}" : Path is not null ? $"the key {Path}" : "the body's SHA-256";
}
