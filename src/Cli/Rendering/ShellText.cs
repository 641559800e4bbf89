using System.Globalization;
using System.Text;

namespace Cli.Rendering;

internal static class ShellText
{
    // One word for bash, zsh and ksh, whatever the text holds. Nothing in it moves a terminal's cursor.
    public static string Quote(ReadOnlySpan<byte> utf8) => utf8.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Escaped(utf8)
        : $"'{Encoding.ASCII.GetString(utf8).Replace("'", @"'\''", StringComparison.Ordinal)}'";

    public static string Quote(string text) => Quote(Encoding.UTF8.GetBytes(text));

    private static string Escaped(ReadOnlySpan<byte> utf8)
    {
        var quoted = new StringBuilder("$'");
        foreach (var one in utf8)
        {
            _ = one switch
            {
                (byte)'\n' => quoted.Append(@"\n"),
                (byte)'\'' or (byte)'\\' => quoted.Append('\\').Append((char)one),
                >= (byte)' ' and <= (byte)'~' => quoted.Append((char)one),
                // Three octal digits: a digit behind them belongs to the text.
                _ => quoted.Append('\\').Append(Convert.ToString(one, 8).PadLeft(3, '0')),
            };
        }

        return quoted.Append('\'').ToString();
    }
}
