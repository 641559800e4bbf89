using System.Diagnostics;
using System.Text;

namespace Deploying;

/// <summary>Asks for a secret at a terminal, without echo.</summary>
internal static class SecretPrompt
{
    // Console.ReadKey silences the terminal for one key at a time, so that what is pasted is echoed between two of them. Here the echo is
    // off before the question is asked and until the line is read, and on again whatever ends it. The answer comes through a pipe.
    private const string AskWithoutEcho = """
        trap 'stty echo; echo > /dev/tty' EXIT
        trap 'exit 130' INT TERM
        stty -echo && printf '%s: ' "$1" > /dev/tty && IFS= read -r answer && printf '%s' "$answer"
        """;

    /// <summary>What was typed or pasted; null when there is no terminal to ask at, or nothing was typed.</summary>
    public static string? Ask(string what)
    {
        // Without a terminal there is nobody to ask, and a pipeline would hang for ever.
        if (Console.IsInputRedirected)
        {
            return null;
        }

        var answer = OperatingSystem.IsWindows() ? ReadKeys(what) : ReadLine(what);
        return answer.Length > 0 ? answer : null;
    }

    private static string ReadLine(string what)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", AskWithoutEcho, "sh", what]) { RedirectStandardOutput = true })!;
        var answer = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return answer;
    }

    // A console of Windows echoes nothing that is read key by key.
    private static string ReadKeys(string what)
    {
        Console.Write($"{what}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(pressed.KeyChar))
            {
                typed.Append(pressed.KeyChar);
            }
        }

        Console.WriteLine();
        return typed.ToString();
    }
}
