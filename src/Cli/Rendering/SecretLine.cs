using System.Text;

namespace Cli.Rendering;

internal static class SecretLine
{
    // What is typed or pasted is not echoed, from before the question on: looking for a key is what switches the echo off.
    public static string Ask(string question)
    {
        _ = Console.KeyAvailable;
        Console.Error.Write(question);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(pressed.KeyChar))
            {
                text.Append(pressed.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
