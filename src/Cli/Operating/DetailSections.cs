using Cli.Rendering;

namespace Cli.Operating;

// Titled parts of an event or a refused delivery.
internal static class DetailSections
{
    public static void WriteHeaders(this Screen screen, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        screen.WriteSection("Headers", headers.Select(header => $"{TerminalText.Id(header.Key)}: {header.Value}"));

    public static void WriteBody(this Screen screen, string body) => screen.WriteSection("Body", body.Length > 0 ? body.Replace("\t", "  ", StringComparison.Ordinal).ReplaceLineEndings("\n").Split('\n') : []);

    // The command is alone on its line, so that it can be copied.
    public static void WriteCheckCommand(this Screen screen, string command) =>
        screen.WriteSection("Check a capture (headers and body as first received, not as shown here)", [command]);

    public static void WriteSection(this Screen screen, string title, IEnumerable<string> lines)
    {
        if (lines.ToList() is not { Count: > 0 } all)
        {
            return;
        }

        screen.Line();
        screen.Line(TerminalText.Sanitize(title, int.MaxValue), Emphasis.Muted);
        foreach (var line in all)
        {
            screen.Line("  " + TerminalText.Sanitize(line, int.MaxValue));
        }
    }
}
