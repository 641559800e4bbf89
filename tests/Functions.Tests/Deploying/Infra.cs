using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functions.Tests.Deploying;

/// <summary>Reads what the bicep files say. There is no compiler here, so it reads them as the text they are.</summary>
internal static partial class Infra
{
    public static IEnumerable<string> Files => Directory.EnumerateFiles(RepositoryRoot.Combine("infra"), "*.bicep").Select(path => Path.GetFileName(path)!);

    public static string Text(string file) => File.ReadAllText(RepositoryRoot.Combine("infra", file));

    /// <summary>The one group that a pattern finds, once, in a file.</summary>
    public static string Only(string file, string pattern) => Regex.Matches(Text(file), pattern, RegexOptions.Multiline) is [var only]
        ? only.Groups[1].Value
        : throw new InvalidDataException($"{file} should match {pattern} once.");

    /// <summary>The texts of a list: <c>var name = [ 'a' 'b' ]</c>.</summary>
    public static IReadOnlyList<string> List(string file, string variable) =>
        [.. Quoted().Matches(Only(file, $@"^var {variable} = \[([^\]]*)\]")).Select(text => text.Groups[1].Value)];

    /// <summary>The declaration of a variable, up to the empty line after it.</summary>
    public static string Variable(string file, string name) => Only(file, $@"^var {name} = ((?:.+\n)+)");

    /// <summary>The names and texts of an object: <c>'Name': 'text'</c>.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(string text) =>
        Pair().Matches(text).ToDictionary(pair => pair.Groups[1].Value, pair => pair.Groups[2].Value);

    /// <summary>A value of main.parameters.json.</summary>
    public static JsonElement Parameter(string name)
    {
        using var file = JsonDocument.Parse(Text("main.parameters.json"));
        return file.RootElement.GetProperty("parameters").GetProperty(name).GetProperty("value").Clone();
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("'([^']+)': '([^']+)'")]
    private static partial Regex Pair();
}
