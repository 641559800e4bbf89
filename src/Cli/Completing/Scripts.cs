namespace Cli.Completing;

/// <summary>The scripts lie beside this file, one per shell.</summary>
internal static class Scripts
{
    public static IReadOnlyList<string> Names { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string Of(string shell)
    {
        using var stream = typeof(Scripts).Assembly.GetManifestResourceStream($"completion.{shell}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
