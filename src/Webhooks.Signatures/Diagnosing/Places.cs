using System.Globalization;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>A value that may have been signed beside the body, and where it stands.</summary>
internal sealed record Place(string Name, string Value, bool IsDeclared = false);

/// <summary>The ids and times of a delivery, those that the recipe names first.</summary>
internal static class Places
{
    private const int MostIds = 4;
    private const int MostTimes = 6;

    private static readonly IReadOnlyList<string> BodyIds = ["event_id", "id", "webhook_id", "webhookId"];
    private static readonly IReadOnlyList<string> BodyTimes = ["timestamp", "createdAt", "created_at", "created"];

    /// <summary>The signed time as the recipe finds it, also in a signature header of another name.</summary>
    public static string? DeclaredTime(Delivery delivery, HmacRecipe recipe) =>
        recipe.TimestampHeader is { } name
            ? delivery.Headers.Find(name)
            : delivery.Headers.Select(field => field.Key).Where(SignatureCandidate.IsPromisedBy).Prepend(recipe.SignatureHeader)
                .Select(header => delivery.Headers.Find(header) is { } text ? SignatureHeaderParts.Read(text, recipe).Timestamp : null)
                .FirstOrDefault(time => time is not null);

    public static IReadOnlyList<Place> Ids(Delivery delivery, HmacRecipe recipe) =>
    [
        .. recipe.Content.Headers.Select(name => (name, delivery.Headers.Find(name))).Where(id => id.Item2 is not null)
            .Select(id => new Place($"the header {id.name}", id.Item2!, IsDeclared: true))
            .Concat(FromHeaders(delivery, name => name.EndsWith("id", StringComparison.OrdinalIgnoreCase)))
            .Concat(FromBody(delivery, BodyIds))
            .DistinctBy(place => place.Value)
            .Take(MostIds),
    ];

    public static IReadOnlyList<Place> Times(Delivery delivery, HmacRecipe recipe)
    {
        var found = FromHeaders(delivery, name => name.Contains("time", StringComparison.OrdinalIgnoreCase) || name.EndsWith("date", StringComparison.OrdinalIgnoreCase))
            .Concat(FromBody(delivery, BodyTimes));
        if (DeclaredTime(delivery, recipe) is { } declared)
        {
            found = found.Prepend(new Place("the signed time", declared, IsDeclared: true));
        }

        var times = found.DistinctBy(place => place.Value).ToList();
        return [.. times.Concat(times.SelectMany(Rewritten)).DistinctBy(place => place.Value).Take(MostTimes)];
    }

    private static IEnumerable<Place> FromHeaders(Delivery delivery, Func<string, bool> like) =>
        delivery.Headers.Where(field => like(field.Key) && delivery.Headers.Find(field.Key) is not null)
            .Select(field => new Place($"the header {field.Key}", delivery.Headers.Find(field.Key)!));

    private static IEnumerable<Place> FromBody(Delivery delivery, IReadOnlyList<string> keys) =>
        SignedJson.Read(delivery.Body.Span, keys, out _) is { } json
            ? keys.Where(key => json.Text(key) is not null).Select(key => new Place($"the body's {key}", json.Text(key)!))
            : [];

    private static IEnumerable<Place> Rewritten(Place place)
    {
        var text = place.Value;
        if (text.Length is > 0 and <= 11 && text.All(char.IsAsciiDigit))
        {
            yield return new Place($"{place.Name} in milliseconds", text + "000");
            if (SignedTime.Read(text, TimeFormat.Unix) is { } time)
            {
                yield return new Place($"{place.Name} as RFC 3339", SignedTime.Write(time, TimeFormat.Iso8601));
            }
        }
        else if (text.Length == 13 && text.All(char.IsAsciiDigit))
        {
            yield return new Place($"{place.Name} in seconds", text[..10]);
        }
        else if (SignedTime.Read(text, TimeFormat.Iso8601) is { } time)
        {
            yield return new Place($"{place.Name} in Unix seconds", time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }
    }
}
