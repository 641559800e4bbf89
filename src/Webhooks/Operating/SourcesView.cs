using Webhooks.Rotating;
using Webhooks.Settings;

namespace Webhooks.Operating;

public sealed record SourcesView(IReadOnlyList<SourceLine> Sources)
{
    /// <summary>The answer to a name that no source has, wherever it is given.</summary>
    /// <param name="place">Where the sources were looked up, such as a settings file.</param>
    public static string Unknown(string name, IEnumerable<string> known, string place = "here") =>
        Misspelling.Unknown("source", name, [.. known], "none: the settings Sources__<name>__Scheme add them", place);
}

/// <param name="ActiveSecrets">With none, only probes are accepted.</param>
/// <param name="AnswersProbes">Whether its sender probes the address before it issues a secret.</param>
public sealed record SourceLine(string Name, string Scheme, int Secrets, int ActiveSecrets, bool AnswersProbes, int Shards, double RetentionDays)
{
    public static SourceLine Of(Source source, DateTimeOffset now) => new(
        source.Name,
        source.Scheme.Name,
        source.Secrets.Count,
        source.Secrets.Count(secret => secret.IsActiveAt(now)),
        source.Scheme.AnswersBeforeSecret,
        source.Shards,
        source.Retention.TotalDays);
}

public sealed record SecretsView(string Source, DateTimeOffset At, IReadOnlyList<SecretStanding> Secrets);
