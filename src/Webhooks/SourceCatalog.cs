namespace Webhooks;

/// <summary>The configured sources by name.</summary>
public sealed class SourceCatalog(IEnumerable<Source> sources)
{
    private readonly Dictionary<string, Source> byName = sources.ToDictionary(source => source.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every source.</summary>
    public IReadOnlyCollection<Source> All => byName.Values;

    /// <summary>A name as settings and ledger spell it: routes, people and tools may spell it in any case.</summary>
    public static string Spell(string name) => name.ToLowerInvariant();

    /// <summary>The source of a name in any case, or null.</summary>
    public Source? Find(string name) => byName.GetValueOrDefault(name);
}
