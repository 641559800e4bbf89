using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Webhooks.Signatures.Handshakes;

// The parts of a handshake as read from its settings.
internal sealed partial class HandshakeParts
{
    public const string PlainText = "text/plain";

    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST"];

    public required IReadOnlyList<(HandshakePlace Place, string Value)> When { get; init; }
    public required HandshakePlace? Challenge { get; init; }
    public required HandshakePlace? Token { get; init; }
    public required AnswerTemplate Body { get; init; }
    public required IReadOnlyDictionary<string, AnswerTemplate> Headers { get; init; }

    /// <summary>Null, with the problem, when the settings are not valid.</summary>
    public static HandshakeParts? Read(HandshakeSettings settings, out string problem)
    {
        var type = (settings.ContentType ?? PlainText).Split(';')[0].Trim();
        var isJson = type.Equals("application/json", StringComparison.OrdinalIgnoreCase);
        var places = settings.When.Keys.Append(settings.Challenge).Append(settings.Token).OfType<string>().ToArray();
        var body = AnswerTemplate.Read(settings.Body ?? "", isJson, out var bodyProblem);
        var headers = settings.Headers.ToDictionary(header => header.Key, header => AnswerTemplate.Read(header.Value, isJson: false, out _));
        problem = settings switch
        {
            _ when !Methods.Contains(settings.Method) => $"method: '{settings.Method}' is not one of {string.Join(", ", Methods)}",
            _ when places.FirstOrDefault(place => HandshakePlace.Read(place) is null) is { } place => $"'{place}' is not query:NAME, header:NAME, json:PATH or form:NAME",
            _ when !MediaTypeHeaderValue.TryParse(settings.ContentType ?? PlainText, out _) => "contentType: it is not a media type",
            // Anything else, a browser might render or run.
            _ when !isJson && !type.Equals(PlainText, StringComparison.OrdinalIgnoreCase) => $"contentType: '{type}' is neither text/plain nor application/json",
            { Status: < 200 or > 299 } => $"status: {settings.Status} is not between 200 and 299",
            { Status: 204 or 205, Body.Length: > 0 } => $"body: an answer with status {settings.Status} has none",
            // A delivery that only lacks something would be answered, and lost.
            { Method: "POST", Challenge: null } when settings.When.Values.All(value => value.Length == 0) => "when: nothing that is there tells it from a delivery",
            { Secret: SecretDelivery.Within, Challenge: null } => "challenge: it is missing; name the place of the secret",
            _ when body is null => $"body: {bodyProblem}",
            _ when headers.FirstOrDefault(header => header.Value is null || !IsOwn(header.Key) || !IsPrintable(settings.Headers[header.Key])).Key is { } header => $"headers: {header} is not allowed, or its value is not a template",
            { Challenge: null } when body!.HasChallenge || headers.Values.Any(header => header!.HasChallenge) => "challenge: it is missing, and the answer holds it",
            _ when isJson && body!.Fill("x", []) is { Length: > 0 } filled && !IsJson(filled) => "body: it is not JSON",
            _ => "",
        };
        return problem.Length > 0 ? null : new HandshakeParts
        {
            // The body last: most requests differ before.
            When = [.. settings.When.Select(one => (Place: HandshakePlace.Read(one.Key)!, one.Value)).OrderBy(one => one.Place.Kind is PlaceKind.Json or PlaceKind.Form)],
            Challenge = settings.Challenge is { } challenge ? HandshakePlace.Read(challenge) : null,
            Token = settings.Token is { } token ? HandshakePlace.Read(token) : null,
            Body = body!,
            Headers = headers!,
        };
    }

    // Not those that tell a browser or a proxy what to do with the answer.
    private static bool IsOwn(string header) => HeaderName().IsMatch(header) && !OfBrowsers().IsMatch(header);

    // A server refuses to send anything else, after the request was answered.
    private static bool IsPrintable(string value) => value.All(character => character is >= ' ' and <= '~');

    private static bool IsJson(string text)
    {
        try
        {
            _ = JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderName();

    [GeneratedRegex("^(content-|access-control-|sec-|set-cookie|location|refresh|link$|cache-control|transfer-encoding|connection|x-content-type)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OfBrowsers();
}
