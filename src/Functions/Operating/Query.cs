using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Functions.Operating;

/// <summary>The query of a request. An unknown parameter is refused: a mistyped filter must not be no filter.</summary>
internal sealed class Query
{
    // Azure's own: the function key may stand in the URL.
    private static readonly string[] OfTheHost = ["code", "clientId"];

    private readonly IQueryCollection values;

    public Query(HttpRequest request, params string[] known)
    {
        values = request.Query;
        if (values.Keys.FirstOrDefault(name => !known.Contains(name) && !OfTheHost.Contains(name)) is { } unknown)
        {
            throw new UnusableInputException($"There is no parameter '{unknown}'; there are {string.Join(", ", known)}.");
        }
    }

    public string? Text(string name) => values[name] is [{ Length: > 0 } text] ? text : null;

    public int Number(string name, int otherwise, int most) => Text(name) switch
    {
        null => otherwise,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        _ => throw new UnusableInputException(string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a number from 1 to {most}.")),
    };

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw new UnusableInputException($"'{name}' must be true or false."),
    };

    public DateTimeOffset? Moment(string name) => Text(name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => moment,
        _ => throw new UnusableInputException($"'{name}' must be a point in time like 2026-12-31T00:00:00Z."),
    };
}
