using System.Text.Json;
using System.Text.RegularExpressions;

namespace Webhooks.Signatures.Presets;

/// <summary>The presets of the library, and a team's own beside them.</summary>
public sealed partial class PresetCatalog
{
    // A preset with samples of every type has a tenth of it.
    private const int LargestFile = 1024 * 1024;

    private readonly SortedDictionary<string, Preset> own;

    private PresetCatalog(SortedDictionary<string, Preset> own) => this.own = own;

    /// <summary>Those of the library alone.</summary>
    public static PresetCatalog BuiltIn { get; } = new([]);

    /// <summary>The names of a team's own.</summary>
    public IReadOnlyCollection<string> OwnNames => own.Keys;

    public IReadOnlyList<string> Names => [.. PresetFiles.Names, .. own.Keys];

    /// <summary>The preset with this name; null when there is none.</summary>
    public Preset? Find(string name) => own.GetValueOrDefault(name) ?? PresetFiles.Find(name);

    /// <summary>Reads every <c>NAME.json</c> of a folder. What is wrong is reported with the file and the key, and that file is left out.</summary>
    public static PresetCatalog Read(string folder, Action<string> report)
    {
        var own = new SortedDictionary<string, Preset>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var (file, name) = (Path.GetFileName(path), Path.GetFileNameWithoutExtension(path));
            var problems = ReadFile(path, name, out var preset).ToList();
            problems.ForEach(problem => report($"{file}: {problem}"));
            if (problems.Count == 0)
            {
                own.Add(name, preset!);
            }
        }

        return new PresetCatalog(own);
    }

    private static IEnumerable<string> ReadFile(string path, string name, out Preset? preset)
    {
        preset = null;
        if (!Name().IsMatch(name))
        {
            return ["the name of the file is the preset's; write it in lower-case letters, digits and hyphens"];
        }

        if (SchemeCatalog.Names.Contains(name))
        {
            return [$"'{name}' is a scheme or preset of this app already; choose another name, such as our-{name}"];
        }

        if (new FileInfo(path).Length > LargestFile)
        {
            return ["it is over 1 MiB"];
        }

        try
        {
            using var file = File.OpenRead(path);
            preset = PresetFiles.Read(file);
            return PresetChecks.Problems(name, preset);
        }
        catch (JsonException failure)
        {
            return [PresetMistake.Explain(failure)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [$"it cannot be read: {failure.Message}"];
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Name();
}
