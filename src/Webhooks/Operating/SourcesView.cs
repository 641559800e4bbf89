namespace Webhooks.Operating;

/// <summary>The configured sources.</summary>
/// <param name="Sources">They, in the order of the settings.</param>
public sealed record SourcesView(IReadOnlyList<SourceLine> Sources);

/// <summary>One source.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="Secrets">How many secrets it has.</param>
/// <param name="ActiveSecrets">How many of them may verify now. With none, nothing but probes is accepted.</param>
/// <param name="AnswersProbes">Whether its sender probes the address before it gives a secret.</param>
/// <param name="Shards">Partitions it is spread over.</param>
/// <param name="RetentionDays">How long its events are kept, in days.</param>
public sealed record SourceLine(string Name, string Scheme, int Secrets, int ActiveSecrets, bool AnswersProbes, int Shards, double RetentionDays)
{
    /// <summary>A source as the API shows it at a moment.</summary>
    public static SourceLine Of(Source source, DateTimeOffset now) => new(
        source.Name,
        source.Scheme.Name,
        source.Secrets.Count,
        source.Secrets.Count(secret => secret.IsActiveAt(now)),
        source.Scheme.AnswersBeforeSecret,
        source.Shards,
        source.Retention.TotalDays);
}
