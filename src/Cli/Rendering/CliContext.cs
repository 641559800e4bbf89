using System.Collections;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Cli.Rendering;

// What the tool takes from its process. Tests replace it.
internal sealed record CliContext(
    TextWriter Output, TextWriter Error, TextReader Input, string Directory, IReadOnlyDictionary<string, string> Variables, TimeProvider Clock)
{
    public Terminal Terminal { get; init; } = Terminal.None;

    // The keys that a person presses; null where nobody sits at a terminal.
    public Func<CancellationToken, IAsyncEnumerable<char>>? Keys { get; init; }

    // Asks a question whose answer is not shown; null where nobody sits at standard input.
    public Func<string, string>? AskSecret { get; init; }

    public Waiting Waiting => field ??= new(Error, Terminal.Error);

    // Opens an address for a person; false where that is not possible.
    public Func<Uri, bool> OpenBrowser { get; init; } = _ => false;

    public Screen Screen => new(Output, Terminal.Output, Terminal.Width);

    public static CliContext OfThisProcess()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        return new(Console.Out, Console.Error, Console.In, Environment.CurrentDirectory, variables, TimeProvider.System)
        {
            Terminal = Terminal.OfThisProcess(variables),
            Keys = Console.IsInputRedirected || Console.IsOutputRedirected ? null : ConsoleKeys.ReadAsync,
            OpenBrowser = Browser.Open,
            AskSecret = Console.IsInputRedirected ? null : SecretLine.Ask,
        };
    }

    // One record per line, with the field names of the operator's API. What could move a terminal's cursor is escaped.
    public void WriteJson<T>(T value) => WriteJson(value, OperatorJson.TypeInfo<T>());

    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Output.WriteLine(string.Concat(
        Encoding.UTF8.GetString(OperatorJson.Serialize(value, type)).Select(c => TerminalText.IsDirection(c) ? $"\\u{(int)c:x4}" : $"{c}")));

    public byte[] Read(string path, string argument)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(Directory, path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{argument}: the file '{path}' cannot be read ({failure.GetType().Name}); give the path of an existing file.");
        }
    }
}
