using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Reading;

// Rewrites a body to fit a record: fields under their declared names, and left out where the value is not of the declared type, so that
// one invalid value costs that value and not the event. Remembers which fields are present, and which break their contract.
internal sealed class TolerantJsonReader : IDisposable
{
    private readonly DateTimeOffset receivedAt;
    private readonly OrderedDictionary<string, BreachKind> breaches = [];
    private readonly ArrayBufferWriter<byte> json = new();
    private readonly Utf8JsonWriter writer;
    private readonly HashSet<string> present = [];

    private TolerantJsonReader(DateTimeOffset receivedAt)
    {
        this.receivedAt = receivedAt;
        writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true });
    }

    public ReadOnlySpan<byte> Json => json.WrittenSpan;

    /// <summary>The declared fields that are present and mistyped or out of range.</summary>
    public IEnumerable<Breach> Breaches => breaches.Select(breach => new Breach(breach.Key, breach.Value));

    public static TolerantJsonReader Of(JsonElement body, JsonTypeInfo shape, DateTimeOffset receivedAt)
    {
        var reader = new TolerantJsonReader(receivedAt);
        reader.WriteObject(body, shape, "");
        reader.writer.Flush();
        return reader;
    }

    /// <summary>Whether the field at this dotted path has a value of its type that is not null.</summary>
    public bool Has(string path) => present.Contains(path);

    public bool Breaks(string path) => breaches.ContainsKey(path);

    public void Dispose() => writer.Dispose();

    private void WriteObject(JsonElement value, JsonTypeInfo shape, string prefix)
    {
        var spelling = Spelling.Of(shape);
        var written = new HashSet<string>();
        writer.WriteStartObject();
        foreach (var (name, field, part) in Named(value, spelling))
        {
            if (field is not null && shape.Options.GetTypeInfo(field.PropertyType) is var inner && IsUsable(part, inner, spelling.ContractOf(field), prefix + field.Name) && written.Add(field.Name))
            {
                writer.WritePropertyName(field.Name);
                present.Add(prefix + field.Name);
                Write(part, inner, prefix + field.Name + ".");
            }
            else if (name != field?.Name)
            {
                writer.WritePropertyName(name);
                WriteRaw(part);
            }
        }

        writer.WriteEndObject();
    }

    private void Write(JsonElement value, JsonTypeInfo shape, string prefix)
    {
        if (shape.Kind == JsonTypeInfoKind.Object)
        {
            WriteObject(value, shape, prefix);
        }
        else if (shape.Kind == JsonTypeInfoKind.Enumerable)
        {
            WriteList(value, shape.Options.GetTypeInfo(shape.ElementType!), prefix[..^1] + "[]");
        }
        else
        {
            WriteRaw(value);
        }
    }

    // Older pages of FastPix show an object where newer ones show a list: it is read as a list of one.
    private void WriteList(JsonElement value, JsonTypeInfo shape, string path)
    {
        writer.WriteStartArray();
        foreach (var element in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
        {
            if (IsUsable(element, shape, null, path))
            {
                Write(element, shape, path + ".");
            }
        }

        writer.WriteEndArray();
    }

    private void WriteRaw(JsonElement value) => writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    private bool IsUsable(JsonElement value, JsonTypeInfo shape, ContractAttribute? contract, string path)
    {
        var fits = Fits(value, shape);
        // Text that does not fit cannot be read at all; of a number, the contract says more.
        var broken = fits || value.ValueKind == JsonValueKind.Number ? contract?.Check(value, receivedAt) : null;
        if ((broken ?? (fits ? null : BreachKind.Mistyped)) is not { } kind)
        {
            return true;
        }

        breaches.TryAdd(path, kind);
        return fits && contract?.DropsValue == false;
    }

    private static bool Fits(JsonElement value, JsonTypeInfo shape) => shape.Kind switch
    {
        JsonTypeInfoKind.Object => value.ValueKind == JsonValueKind.Object,
        JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array
            || (value.ValueKind == JsonValueKind.Object && shape.Options.GetTypeInfo(shape.ElementType!).Kind == JsonTypeInfoKind.Object),
        _ when shape.Type == typeof(string) && value.ValueKind != JsonValueKind.String => false,
        _ => IsReadable(value, shape),
    };

    private static bool IsReadable(JsonElement value, JsonTypeInfo shape)
    {
        try
        {
            return value.Deserialize(shape) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A field's own name has precedence over its other names: the id in a camera event that also has a camera_id is not the camera's.
    private static IEnumerable<(string Name, JsonPropertyInfo? Field, JsonElement Part)> Named(JsonElement value, Spelling spelling) =>
        value.EnumerateObject()
            .Where(property => property.Value.ValueKind != JsonValueKind.Null)
            .Select(property => (property.Name, spelling.Find(property.Name), property.Value))
            .OrderBy(property => property.Item2 is { } field && !Spelling.IsSame(property.Name, field.Name));
}
