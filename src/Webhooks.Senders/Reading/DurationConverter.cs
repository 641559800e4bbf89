using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Senders.Reading;

// HH:MM:SS with or without a fraction, or seconds as a number or its text.
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDouble(out var seconds) => Seconds(seconds),
            JsonTokenType.String => Read(reader.GetString()!),
            _ => null,
        } ?? throw new JsonException("Not a duration.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));

    private static TimeSpan? Read(string text) => text.Split(':') switch
    {
        [var seconds] => Number(seconds) is { } whole ? Seconds(whole) : null,
        // TimeSpan's own parser accepts less than 24 hours only.
        [var hours, var minutes, var seconds] when Number(hours) is { } h && Number(minutes) is { } m and < 60 && Number(seconds) is { } s and < 60
            => Seconds((h * 3600) + (m * 60) + s),
        _ => null,
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Seconds(double seconds) =>
        seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
