using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Handshakes;

/// <summary>Makes the request of a handshake as its sender would, to try an address. A signed one is still to be signed.</summary>
public static class HandshakeSample
{
    public static HandshakeRequest Of(Handshake handshake, string challenge, string? verifyToken = null)
    {
        var settings = handshake.Settings;
        var values = settings.When.Where(one => one.Value.Length > 0).Select(one => (Place: one.Key, Value: one.Value == "*" ? "sample" : one.Value)).ToList();
        Put(values, settings.Challenge, challenge);
        Put(values, settings.Token, verifyToken ?? "");

        var places = values.Select(one => (Place: HandshakePlace.Read(one.Place)!, one.Value)).ToLookup(one => one.Place.Kind, one => (one.Place.Name, one.Value));
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in places[PlaceKind.Header])
        {
            headers.Add(name, value);
        }

        var body = places[PlaceKind.Json].Any() ? JsonOf(places[PlaceKind.Json]) : FieldsOf(places[PlaceKind.Form]);
        if (body.Length > 0)
        {
            headers.Add("Content-Type", places[PlaceKind.Json].Any() ? "application/json" : "application/x-www-form-urlencoded");
        }

        return new HandshakeRequest(settings.Method) { Query = FieldsOf(places[PlaceKind.Query]), Headers = headers, Body = Encoding.UTF8.GetBytes(body) };
    }

    private static void Put(List<(string Place, string Value)> values, string? place, string value)
    {
        if (place is not null)
        {
            values.RemoveAll(one => one.Place == place);
            values.Add((place, value));
        }
    }

    private static string FieldsOf(IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Name)}={WebUtility.UrlEncode(field.Value)}"));

    private static string JsonOf(IEnumerable<(string Name, string Value)> fields)
    {
        JsonNode? root = null;
        foreach (var (path, value) in fields)
        {
            root = Put(root, [.. JsonSteps.Read(path)!], value == "[]" ? new JsonArray() : long.TryParse(value, out var number) && number < 100 ? number : value);
        }

        return root!.ToJsonString();
    }

    private static JsonNode Put(JsonNode? at, ReadOnlySpan<object> steps, JsonNode value)
    {
        if (steps.IsEmpty)
        {
            return value;
        }

        if (steps[0] is string name)
        {
            var parent = at as JsonObject ?? [];
            parent[name] = Put(parent[name], steps[1..], value);
            return parent;
        }

        var list = at as JsonArray ?? [];
        while (list.Count <= (int)steps[0])
        {
            list.Add(null);
        }

        list[(int)steps[0]] = Put(list[(int)steps[0]], steps[1..], value);
        return list;
    }
}
