using System.Collections;
using Cli.Showing;

namespace Cli;

/// <summary>What the tool takes from its process, so that tests can give it something else.</summary>
internal sealed record CliContext(
    TextWriter Output, TextWriter Error, TextReader Input, string Directory, IReadOnlyDictionary<string, string> Variables, TimeProvider Clock)
{
    /// <summary>Whether, and how wide, a person's terminal is.</summary>
    public Terminal Terminal { get; init; } = Terminal.None;

    /// <summary>Writes for whoever reads the output.</summary>
    public Screen Screen => new(Output, Terminal.Output, Terminal.Width);

    public static CliContext OfThisProcess()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        return new(Console.Out, Console.Error, Console.In, Environment.CurrentDirectory, variables, TimeProvider.System) { Terminal = Terminal.OfThisProcess(variables) };
    }

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
