using YamlDotNet.RepresentationModel;

namespace Functions.Tests.Deploying;

/// <summary>A YAML file of the repository, for looking things up in.</summary>
internal static class WorkflowFile
{
    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetFiles(RepositoryRoot.Combine(".github", "workflows")).Select(file => Path.GetRelativePath(RepositoryRoot.Path, file))];

    public static YamlMappingNode Read(string name)
    {
        using var text = File.OpenText(RepositoryRoot.Combine(name));
        var stream = new YamlStream();
        stream.Load(text);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>The node at a path such as <c>jobs/deploy/steps</c>; null when there is none.</summary>
    public static YamlNode? At(this YamlNode node, string path) =>
        path.Split('/').Aggregate((YamlNode?)node, (at, key) => at is YamlMappingNode map && map.Children.TryGetValue(key, out var next) ? next : null);

    public static string? Text(this YamlNode node, string path) => (node.At(path) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlMappingNode> Jobs(this YamlNode workflow) => ((YamlMappingNode)workflow.At("jobs")!).Children.Values.Cast<YamlMappingNode>();

    public static IEnumerable<YamlMappingNode> Steps(this YamlNode workflow) =>
        workflow.Jobs().SelectMany(job => ((YamlSequenceNode)job.At("steps")!).Children).Cast<YamlMappingNode>();
}
