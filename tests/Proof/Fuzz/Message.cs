using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>What is sent: headers in their order, the query, the body.</summary>
internal sealed record Message(List<(string Name, string Value)> Headers, string Query, byte[] Body)
{
    private readonly Lazy<JsonElement?> json = new(() => Walk.Parse(Body));

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonElement? Json => json.Value;

    public IReadOnlyList<string> Values(string name) =>
        [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    /// <summary>The first value that says something.</summary>
    public string? Value(string name) => Headers.Find(header => header.Value.Length > 0 && header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>A copy of its own, with the header in place of all of that name.</summary>
    public Message With(string name, string value) =>
        new([.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), (name, value)], Query, Body);

    public Message With(byte[] body) => new([.. Headers], Query, body);

    public Message WithQuery(string query) => new([.. Headers], query, Body);
}
