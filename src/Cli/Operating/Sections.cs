using Cli.Showing;

namespace Cli.Operating;

/// <summary>Parts of what is shown of one event or one refused delivery, each under its name.</summary>
internal static class Sections
{
    private const int LongestLine = 2000;

    public static void Headers(Screen screen, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        Title(screen, "Headers", headers.Count);
        foreach (var (name, value) in headers)
        {
            screen.Line($"  {TerminalText.Id(name)}: {TerminalText.Harmless(value, LongestLine)}");
        }
    }

    public static void Body(Screen screen, string body)
    {
        Title(screen, "Body", body.Length);
        foreach (var line in body.Length > 0 ? TerminalText.Lines(body) : [])
        {
            screen.Line("  " + line);
        }
    }

    public static void List(Screen screen, string title, IReadOnlyList<string> texts)
    {
        Title(screen, title, texts.Count);
        foreach (var text in texts)
        {
            screen.Line("  " + TerminalText.Harmless(text, LongestLine));
        }
    }

    /// <summary>The line that judges the delivery here, alone on its line, so that it can be copied.</summary>
    public static void Check(Screen screen, string check)
    {
        Title(screen, "Judge a capture of it (headers and body as they first arrived, not as shown here)", check.Length);
        screen.Line("  " + TerminalText.Harmless(check, LongestLine));
    }

    public static void Title(Screen screen, string title, int count)
    {
        if (count > 0)
        {
            screen.Line();
            screen.Line(title, Look.Quiet);
        }
    }
}
