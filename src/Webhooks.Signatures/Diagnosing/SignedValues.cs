using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

// A value that may have been signed together with the body, and where it was found.
internal sealed record SignedValue(string Location, string Value, bool IsDeclared = false);

// The ids and times of a delivery, those of the definition first.
internal static class SignedValues
{
    private const int MaximumIds = 4;
    private const int MaximumTimes = 6;

    private static readonly IReadOnlyList<string> BodyIds = ["event_id", "id", "webhook_id", "webhookId"];
    private static readonly IReadOnlyList<string> BodyTimes = ["timestamp", "createdAt", "created_at", "created"];

    // Of any sender's list, to find the time where the settings name another separator.
    private const string AnySeparator = ";|&";

    /// <summary>The signed time as the definition finds it, even in a signature header of another name.</summary>
    public static string? DeclaredTime(Delivery delivery, SignatureDefinition definition) =>
        definition.TimestampHeader is { } name ? delivery.Headers.Find(name)
        : definition.TimestampAt is { } place ? place.Find(new BodyFields(delivery, place.Path is { } path ? [path] : []))
        : Headers(delivery, definition).Select(text => SignatureHeaderParts.Read(text, definition with { Separator = AnySeparator }).Timestamp).FirstOrDefault(time => time is not null);

    /// <summary>The headers that the signature names.</summary>
    public static IReadOnlyList<string> NamesIn(Delivery delivery, SignatureDefinition definition) =>
        [.. Headers(delivery, definition).Select(text => SignatureHeaderParts.Read(text, definition).NamedHeaders).FirstOrDefault(names => names is not null)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []];

    private static IEnumerable<string> Headers(Delivery delivery, SignatureDefinition definition) => delivery.Headers.Select(field => field.Key).Where(SignatureCandidate.IsSignatureName)
        .Prepend(definition.SignatureHeader).Select(delivery.Headers.FindList).OfType<string>();

    public static IReadOnlyList<SignedValue> Ids(Delivery delivery, SignatureDefinition definition) =>
    [
        .. FromHeaders(delivery, definition.Content.Headers).Select(id => id with { IsDeclared = true })
            .Concat(FromHeaders(delivery, NamesOf(delivery).Where(name => name.EndsWith("id", StringComparison.OrdinalIgnoreCase))))
            .Concat(FromBody(delivery, BodyIds))
            .DistinctBy(value => value.Value)
            .Take(MaximumIds),
    ];

    public static IReadOnlyList<SignedValue> Times(Delivery delivery, SignatureDefinition definition)
    {
        var names = NamesOf(delivery).Where(name => name.Contains("time", StringComparison.OrdinalIgnoreCase) || name.EndsWith("date", StringComparison.OrdinalIgnoreCase));
        var found = FromHeaders(delivery, names).Concat(FromBody(delivery, BodyTimes));
        if (DeclaredTime(delivery, definition) is { } declared)
        {
            found = found.Prepend(new SignedValue("the signed time", declared, IsDeclared: true));
        }

        var times = found.DistinctBy(value => value.Value).ToList();
        return [.. times.Concat(times.SelectMany(Reformatted)).DistinctBy(value => value.Value).Take(MaximumTimes)];
    }

    private static IEnumerable<string> NamesOf(Delivery delivery) => delivery.Headers.Select(field => field.Key);

    private static IEnumerable<SignedValue> FromHeaders(Delivery delivery, IEnumerable<string> names) =>
        from name in names
        let value = delivery.Headers.Find(name)
        where value is not null
        select new SignedValue($"the header {name}", value);

    private static IEnumerable<SignedValue> FromBody(Delivery delivery, IReadOnlyList<string> keys)
    {
        var json = SignedJson.Read(delivery.Body, keys, out _);
        return from key in keys
               let value = json?.Text(key)
               where value is not null
               select new SignedValue($"the body's {key}", value);
    }

    private static IEnumerable<SignedValue> Reformatted(SignedValue value)
    {
        var text = value.Value;
        if (text.Length is > 0 and <= 11 && text.All(char.IsAsciiDigit))
        {
            yield return new SignedValue($"{value.Location} in milliseconds", text + "000");
            if (SignedTime.Read(text, TimeFormat.Unix) is { } time)
            {
                yield return new SignedValue($"{value.Location} as RFC 3339", SignedTime.Write(time, TimeFormat.Iso8601));
            }
        }
        else if (text.Length == 13 && text.All(char.IsAsciiDigit))
        {
            yield return new SignedValue($"{value.Location} in seconds", text[..10]);
        }
        else if (SignedTime.Read(text, TimeFormat.Iso8601) is { } time)
        {
            yield return new SignedValue($"{value.Location} in Unix seconds", SignedTime.Write(time, TimeFormat.Unix));
        }
    }
}
