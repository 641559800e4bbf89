namespace Cli.Listening;

// To may hold {source}.
internal sealed record ListenOptions(string To, string Who)
{
    public const string SourcePlace = "{source}";

    public string? Source { get; init; }

    public string? Type { get; init; }

    // Goes on with the next event when nothing answers at the address.
    public bool SkipsFailed { get; init; }

    // After so many events it ends; null: a person ends it.
    public int? Count { get; init; }

    // Begins at a given time, not where the last run ended.
    public bool IsFrom { get; init; }

    public bool IsJson { get; init; }

    public Uri Target(string source) => new(To.Replace(SourcePlace, Uri.EscapeDataString(source), StringComparison.Ordinal));
}
