using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Signatures.Content;

namespace Webhooks.Senders.Reading;

// RFC 3339 with up to nanoseconds, without a zone where senders document UTC, or seconds or milliseconds since 1970.
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    // In seconds this is the year 5138, in milliseconds 1973: no event is between them.
    private const long FirstMilliseconds = 100_000_000_000;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var number) => Read(number.ToString(CultureInfo.InvariantCulture)),
            JsonTokenType.String => Read(reader.GetString()!),
            _ => null,
        } ?? throw new JsonException("Not a time.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static DateTimeOffset? Read(string text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? SignedTime.Read(text, number < FirstMilliseconds ? TimeFormat.Unix : TimeFormat.UnixMilliseconds)
            : SignedTime.Read(text, TimeFormat.Iso8601) ?? SignedTime.Read(text + "Z", TimeFormat.Iso8601);
}
