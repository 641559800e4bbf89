using System.Text;

namespace Deploying;

/// <summary>Asks for a secret at a terminal, without echo.</summary>
internal static class SecretPrompt
{
    /// <summary>What was typed or pasted; null when there is no terminal to ask at, or nothing was typed.</summary>
    public static string? Ask(string what)
    {
        // Without a terminal there is nobody to ask, and a pipeline would hang for ever.
        if (Console.IsInputRedirected)
        {
            return null;
        }

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
        return typed.Length > 0 ? typed.ToString() : null;
    }
}
