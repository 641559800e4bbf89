using System.Collections;

namespace Cli;

/// <summary>What the tool takes from its process, so that tests can give it something else.</summary>
internal sealed record Surroundings(
    TextWriter Output, TextWriter Error, TextReader Input, string Directory, IReadOnlyDictionary<string, string> Variables, TimeProvider Clock)
{
    public static Surroundings OfThisProcess() => new(
        Console.Out, Console.Error, Console.In, Environment.CurrentDirectory,
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? ""),
        TimeProvider.System);

    /// <summary>A file named in an argument, as bytes.</summary>
    public byte[] Read(string path, string argument)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(Directory, path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableArgumentException($"{argument}: the file '{path}' cannot be read ({failure.GetType().Name}); give the path of a file that exists.");
        }
    }
}
