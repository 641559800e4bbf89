namespace Webhooks.Senders.Reading;

/// <summary>
/// The fields that a sender's documentation promises for an event type, as dotted paths. <c>a|b</c> is promised when its pages
/// disagree about the name; it counts as <c>a</c>.
/// </summary>
internal sealed class RequiredFields
{
    private readonly IReadOnlyList<string> paths;

    private RequiredFields(IEnumerable<string> paths) => this.paths = [.. paths];

    /// <summary>Fields of the envelope, and fields of <c>data</c> beside them, each list parted by spaces.</summary>
    public static RequiredFields Of(string envelope, string data) =>
        new([.. Split(envelope), .. Split(data).Select(path => "data." + path.Replace("|", "|data.", StringComparison.Ordinal))]);

    /// <summary>What is promised and not there. Where a whole part is missing, the part is named and not each of its fields.</summary>
    public IReadOnlyList<string> Broken(TolerantJsonReader fitting) =>
        [.. paths.Select(path => FirstMissing(path.Split('|'), fitting)).OfType<string>().Distinct()];

    private static string? FirstMissing(string[] names, TolerantJsonReader fitting) =>
        names.Any(fitting.Has) ? null : Beginnings(names[0]).First(beginning => !fitting.Has(beginning));

    private static IEnumerable<string> Beginnings(string path)
    {
        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = path.IndexOf('.', dot + 1))
        {
            yield return path[..dot];
        }

        yield return path;
    }

    private static string[] Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
