using System.Globalization;
using System.Text.Json;

namespace Proof.Stub;

/// <summary>An entity as it was sent. It is only read when somebody asks for its properties, so that storing costs next to nothing.</summary>
internal sealed class Stored(byte[] json, long version)
{
    private static long versions;
    private Dictionary<string, JsonElement>? properties;

    public string ETag { get; } = string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");

    private Dictionary<string, JsonElement> Properties => properties ??= Read(json);

    public static Stored Of(byte[] json) => new(json, Interlocked.Increment(ref versions));

    public static (string Partition, string Row) KeysOf(ReadOnlySpan<byte> json)
    {
        string? partition = null, row = null;
        var reader = new Utf8JsonReader(json);
        while ((partition is null || row is null) && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("PartitionKey"u8) && reader.Read())
            {
                partition = reader.GetString();
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("RowKey"u8) && reader.Read())
            {
                row = reader.GetString();
            }
        }

        return (partition ?? throw new FormatException("No PartitionKey."), row ?? throw new FormatException("No RowKey."));
    }

    public Stored MergedWith(byte[] change)
    {
        var merged = new Dictionary<string, JsonElement>(Properties);
        foreach (var (name, value) in Read(change))
        {
            if (value.ValueKind != JsonValueKind.Null)
            {
                merged[name] = value;
            }
        }

        return new Stored([], Interlocked.Increment(ref versions)) { properties = merged };
    }

    public string? Text(string name) => Properties.TryGetValue(name, out var value) ? value.ToString() : null;

    public void WriteTo(Utf8JsonWriter output, IReadOnlySet<string>? select)
    {
        output.WriteStartObject();
        output.WriteString("odata.etag", ETag);
        foreach (var (name, value) in Properties)
        {
            if (value.ValueKind != JsonValueKind.Null && (select is null || select.Contains(name.Split('@')[0])))
            {
                output.WritePropertyName(name);
                value.WriteTo(output);
            }
        }

        output.WriteEndObject();
    }

    private static Dictionary<string, JsonElement> Read(byte[] json)
    {
        var read = JsonElement.Parse(json);
        return read.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
    }
}
