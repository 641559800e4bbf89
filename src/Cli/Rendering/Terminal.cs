namespace Cli.Rendering;

// Whether standard output and standard error are a person's terminal that shows colours, and its columns.
internal sealed record Terminal(bool Output, bool Error, int Width)
{
    // Files, pipes, and terminals without colours: plain text.
    public static Terminal None { get; } = new(false, false, 0);

    // https://no-color.org
    public static Terminal OfThisProcess(IReadOnlyDictionary<string, string> variables) =>
        variables.GetValueOrDefault("NO_COLOR") is { Length: > 0 } || variables.GetValueOrDefault("TERM") == "dumb" || (Console.IsOutputRedirected && Console.IsErrorRedirected)
            ? None
            : new Terminal(!Console.IsOutputRedirected, !Console.IsErrorRedirected, Columns());

    private static int Columns()
    {
        try
        {
            return Math.Max(40, Console.WindowWidth);
        }
        catch (IOException)
        {
            return 120;
        }
    }
}
