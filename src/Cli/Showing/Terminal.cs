namespace Cli.Showing;

/// <summary>Where the output goes.</summary>
/// <param name="Output">A person watches standard output, in a terminal that knows colours.</param>
/// <param name="Error">The same of standard error.</param>
/// <param name="Width">Columns of it.</param>
internal sealed record Terminal(bool Output, bool Error, int Width)
{
    /// <summary>Files, pipes, and terminals of people who want no colours: plain text.</summary>
    public static Terminal None { get; } = new(false, false, 0);

    /// <summary>That of this process. NO_COLOR is a convention of many tools: set to anything, it means plain text.</summary>
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
