using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

// https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    public static void Write(ITableEntity entity, IBufferWriter<byte> output)
    {
        if (entity is not TableEntity properties)
        {
            throw new NotSupportedException($"StandIns: only TableEntity is imitated, not {entity.GetType()}.");
        }

        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (var (name, value) in properties)
        {
            // Both belong to the service.
            if (name is TableEntity.ETagKey or TableEntity.TimestampKey)
            {
                continue;
            }

            if (EdmType(value) is { } type)
            {
                json.WriteString(name + TypeSuffix, type);
            }

            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    public static T Read<T>(JsonElement json) where T : class, ITableEntity
    {
        if (typeof(T) != typeof(TableEntity))
        {
            throw new NotSupportedException($"StandIns: only TableEntity is imitated, not {typeof(T)}.");
        }

        var entity = new TableEntity();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name != "odata.metadata" && !property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                entity[property.Name] = ReadValue(property.Value, TypeOf(json, property.Name));
            }
        }

        return (T)(object)entity;
    }

    private static string EdmType(object value) => value switch
    {
        byte[] or BinaryData => "Edm.Binary",
        long or ulong => "Edm.Int64",
        double => "Edm.Double",
        Guid => "Edm.Guid",
        DateTimeOffset or DateTime => "Edm.DateTime",
        _ => null,
    };

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            // The service leaves such a property out.
            case null: json.WriteNullValue(); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case BinaryData data: json.WriteBase64StringValue(data.ToMemory().Span); break;
            case int number: json.WriteNumberValue(number); break;
            case double number when double.IsNaN(number): json.WriteStringValue("NaN"); break;
            case double number: json.WriteNumberValue(number); break;
            case long or ulong: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case Guid id: json.WriteStringValue(id); break;
            case DateTimeOffset moment: json.WriteStringValue(Moment(moment)); break;
            case DateTime { Kind: DateTimeKind.Utc } moment: json.WriteStringValue(Moment(moment)); break;
            default: throw new NotSupportedException($"Not supported type {value.GetType()}");
        }
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private static string TypeOf(JsonElement entity, string name) =>
        entity.TryGetProperty(name + TypeSuffix, out var type) ? type.GetString()
        : name == TableEntity.TimestampKey ? "Edm.DateTime"
        : null;

    private static object ReadValue(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("Edm.Binary", _) => value.GetBytesFromBase64(),
        ("Edm.Int64", _) => long.Parse(value.GetString(), CultureInfo.InvariantCulture),
        ("Edm.Double", JsonValueKind.String) => double.Parse(value.GetString(), CultureInfo.InvariantCulture),
        ("Edm.Guid", _) => Guid.Parse(value.GetString()),
        ("Edm.DateTime", _) => DateTimeOffset.Parse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        (_, JsonValueKind.String) => value.GetString(),
        (_, JsonValueKind.True) => true,
        (_, JsonValueKind.False) => false,
        ("Edm.Double", JsonValueKind.Number) => value.GetDouble(),
        (_, JsonValueKind.Number) when value.TryGetInt32(out var number) => number,
        (_, JsonValueKind.Number) when value.TryGetInt64(out var number) => number,
        (_, JsonValueKind.Number) => value.GetDouble(),
        _ => null,
    };
}
