using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Signatures.Content;

namespace Webhooks.Senders.Reading;

internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var number) => StatedTime.Read(number.ToString(CultureInfo.InvariantCulture)),
            JsonTokenType.String => StatedTime.Read(reader.GetString()!),
            _ => null,
        } ?? throw new JsonException("Not a time.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
