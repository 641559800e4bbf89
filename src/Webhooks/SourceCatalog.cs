namespace Webhooks;

/// <summary>The configured sources by name.</summary>
public sealed class SourceCatalog(IEnumerable<Source> sources)
{
    private readonly Dictionary<string, Source> byName = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);

    /// <summary>Every source.</summary>
    public IReadOnlyCollection<Source> All => byName.Values;

    /// <summary>The source of a name, or null.</summary>
    public Source? Find(string name) => byName.GetValueOrDefault(name);
}
