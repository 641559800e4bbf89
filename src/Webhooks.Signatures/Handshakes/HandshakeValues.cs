using System.Text.Json;
using Webhooks.Signatures.Content;

namespace Webhooks.Signatures.Handshakes;

// Reads values of a request. What is ambiguous or malformed is as if it were absent.
internal sealed class HandshakeValues
{
    // A longer body is an event's. The longest handshake known has less than 2 KiB.
    private const int LargestBody = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly HandshakeRequest request;
    private readonly Lazy<JsonElement?> json;

    public HandshakeValues(HandshakeRequest request)
    {
        this.request = request;
        json = new(ReadJson, LazyThreadSafetyMode.None);
    }

    public bool Matches(HandshakePlace place, string wanted) => wanted switch
    {
        "*" => Text(place) is not null,
        "" => Text(place) is null && Element(place) is null or { ValueKind: JsonValueKind.Null or JsonValueKind.String },
        "[]" => Element(place) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0,
        _ => Text(place) == wanted,
    };

    /// <summary>The text of a value; null when there is none.</summary>
    public string? Text(HandshakePlace place) => place.Kind switch
    {
        PlaceKind.Query => QueryText.Find(request.Query, place.Name),
        PlaceKind.Header => request.Headers.Differ(place.Name) ? null : request.Headers.Find(place.Name),
        PlaceKind.Form => request.Body.Length > LargestBody ? null : FormFields.Read(request.Body.Span)?.Text(place.Name),
        _ => Element(place) is { } element ? TextOf(element) : null,
    };

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is { Length: > 0 } text ? text : null,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private JsonElement? Element(HandshakePlace place) => place.Kind == PlaceKind.Json && json.Value is { } root ? JsonSteps.Find(root, place.Steps) : null;

    private JsonElement? ReadJson()
    {
        if (request.Body.Length is 0 or > LargestBody)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(request.Body.Span, Strict);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
