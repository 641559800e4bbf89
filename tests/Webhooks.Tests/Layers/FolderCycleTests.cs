using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Webhooks.Tests.Layers;

/// <summary>The compiler keeps projects free of cycles; this keeps the folders of each project so, by their <c>using</c> lines.</summary>
public sealed partial class FolderCycleTests
{
    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Source).Select(Path.GetFileName).OfType<string>().Order()];

    private static string Source => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "src"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_form_no_cycle(string project)
    {
        var graph = FolderGraph.Of(project, Files(project));

        graph.Cycle().ShouldBeNull();
    }

    [Fact]
    public void A_cycle_is_named_with_the_files_that_make_it()
    {
        var graph = FolderGraph.Of("App", [
            ("Receiving/Receiver.cs", "using App.Events;\nusing App.Telemetry;\n"),
            ("Events/Event.cs", "using App.Notifying;\n"),
            ("Notifying/Notifier.cs", "using System;\nusing App.Receiving;\n"),
            ("Telemetry/Meter.cs", "using App.Events;\n")]);

        graph.Cycle().ShouldNotBeNull().ShouldBe("Receiving -> Events (Receiver.cs), Events -> Notifying (Event.cs), Notifying -> Receiving (Notifier.cs)");
    }

    [Fact]
    public void The_types_of_a_folder_above_are_used_without_a_line()
    {
        var graph = FolderGraph.Of("App", [
            ("Start.cs", "using App.Events;\npublic static class Start {}\n"),
            ("Events/Event.cs", "public record Event { void M() => Start.Now(); }\n")]);

        graph.Cycle().ShouldBe("(root) -> Events (Start.cs), Events -> (root) (Event.cs)");
    }

    private static IEnumerable<(string Path, string Text)> Files(string project) =>
        from extension in new[] { "*.cs", "*.razor" }
        from file in Directory.EnumerateFiles(Path.Combine(Source, project), extension, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Path.Combine(Source, project), file).Replace('\\', '/')
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static string Here([CallerFilePath] string path = "") => path;

    private sealed partial record FolderGraph(IReadOnlyDictionary<string, Dictionary<string, string>> Edges)
    {
        public static FolderGraph Of(string project, IEnumerable<(string Path, string Text)> files)
        {
            var all = files.Select(file => (file.Path, Text: Literal().Replace(file.Text, ""))).ToArray();
            var folders = all.Select(file => FolderOf(file.Path)).ToHashSet();
            var types = all.SelectMany(file => Declaration().Matches(file.Text).Select(match => (Folder: FolderOf(file.Path), Name: match.Groups[1].Value))).ToArray();
            var edges = folders.ToDictionary(folder => folder, _ => new Dictionary<string, string>());
            foreach (var (path, text) in all)
            {
                var used = Using().Matches(text).Select(match => match.Groups[1].Value)
                    .Where(name => name == project || name.StartsWith(project + ".", StringComparison.Ordinal))
                    .Select(name => name == project ? "" : name[(project.Length + 1)..].Replace('.', '/'));
                // A folder sees the types of the folders above it without a line that says so.
                var above = types.Where(type => folders.Contains(type.Folder) && IsAbove(type.Folder, FolderOf(path)) && Word(type.Name).IsMatch(text)).Select(type => type.Folder);
                foreach (var other in used.Concat(above).Where(other => other != FolderOf(path) && folders.Contains(other)))
                {
                    edges[FolderOf(path)].TryAdd(other, Path.GetFileName(path));
                }
            }

            return new(edges);
        }

        /// <summary>The first cycle, or null.</summary>
        public string? Cycle() => Edges.Keys.Select(folder => From([folder])).FirstOrDefault(cycle => cycle is not null);

        private string? From(IReadOnlyList<string> path)
        {
            foreach (var next in Edges[path[^1]].Keys)
            {
                if (next == path[0])
                {
                    return string.Join(", ", path.Zip([.. path.Skip(1), next], (one, other) => $"{Name(one)} -> {Name(other)} ({Edges[one][other]})"));
                }

                if (!path.Contains(next) && From([.. path, next]) is { } cycle)
                {
                    return cycle;
                }
            }

            return null;
        }

        private static string Name(string folder) => folder.Length == 0 ? "(root)" : folder;

        private static bool IsAbove(string folder, string other) => folder.Length == 0 ? other.Length > 0 : other.StartsWith(folder + "/", StringComparison.Ordinal);

        private static Regex Word(string name) => new($@"\b{name}\b");

        private static string FolderOf(string path) => Path.GetDirectoryName(path)!.Replace('\\', '/');

        [GeneratedRegex(@"^@?using (?:static )?([A-Za-z][\w.]*);?\s*$", RegexOptions.Multiline)]
        private static partial Regex Using();

        [GeneratedRegex(@"//[^\n]*|""(?:[^""\\\n]|\\.)*""")]
        private static partial Regex Literal();

        [GeneratedRegex(@"^(?:public|internal) [^\n;{(=]*?\b(?:class|record|struct|interface|enum|delegate) (\w+)", RegexOptions.Multiline)]
        private static partial Regex Declaration();
    }
}
