using System.Globalization;
using Microsoft.AspNetCore.Http;
using Webhooks;

namespace Functions.Operating;

// An unknown parameter is refused: a mistyped filter must not mean "no filter".
internal sealed class Query
{
    // Azure's own: the function key may be in the URL.
    private static readonly string[] HostParameters = ["code", "clientId"];

    private readonly IQueryCollection values;

    public Query(HttpRequest request, params string[] known)
    {
        values = request.Query;
        if (values.Keys.FirstOrDefault(name => !known.Contains(name) && !HostParameters.Contains(name)) is { } unknown)
        {
            throw new InvalidRequestException($"There is no parameter '{unknown}'; there are {string.Join(", ", known)}.");
        }
    }

    public string? Text(string name) => values[name] is [{ Length: > 0 } text] ? text : null;

    public string? Source() => Text("source") is { } source ? SourceCatalog.Spell(source) : null;

    public string Id() => Text("id") ?? throw new InvalidRequestException("Give the id: ?id=ID.");

    public (string Source, string Id) SourceAndId() => Source() is { } source && Text("id") is { } id
        ? (source, id)
        : throw new InvalidRequestException("Give the source and the id: ?source=SOURCE&id=ID.");

    public int Number(string name, int defaultValue, int most) => Text(name) switch
    {
        null => defaultValue,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        _ => throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a number from 1 to {most}.")),
    };

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw new InvalidRequestException($"'{name}' must be true or false."),
    };

    public DateTimeOffset? Time(string name) => Text(name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => throw new InvalidRequestException($"'{name}' must be a point in time like 2026-12-31T00:00:00Z."),
    };
}
