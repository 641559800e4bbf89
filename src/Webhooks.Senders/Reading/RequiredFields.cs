using Webhooks.Events;

namespace Webhooks.Senders.Reading;

// The fields that a sender documents as required for an event type, as dotted paths. a|b: its pages disagree about the name; reported as a.
internal sealed class RequiredFields(string envelope, string data)
{
    private readonly string[] paths =
        [.. Split(envelope), .. Split(data).Select(path => "data." + path.Replace("|", "|data.", StringComparison.Ordinal))];

    /// <summary>
    /// The missing fields, and those that are something else than they should be. Where a whole part is missing, the part is named instead of
    /// each of its fields.
    /// </summary>
    public IReadOnlyList<Breach> BreachesOf(TolerantJsonReader body) =>
    [
        .. paths.Select(path => FirstMissing(path.Split('|'), body)).OfType<string>().Distinct().Select(path => new Breach(path, BreachKind.Missing)),
        .. body.Breaches,
    ];

    private static string? FirstMissing(string[] names, TolerantJsonReader body) =>
        names.Any(body.Has) || Parents(names[0]).First(parent => !body.Has(parent)) is var missing && body.Breaks(missing) ? null : missing;

    private static IEnumerable<string> Parents(string path)
    {
        var parts = path.Split('.');
        return Enumerable.Range(1, parts.Length).Select(count => string.Join('.', parts[..count]));
    }

    private static string[] Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
