using System.Text;
using Spectre.Console;

namespace Cli.Rendering;

// Words one after the other, with a line end only between words: an id that is longer than the terminal is wide stays in one piece.
internal sealed class WordFlow(int width)
{
    private readonly Paragraph text = new();
    private int column;
    private int spaces;

    public Paragraph Text => text;

    public WordFlow Append(string part, Style style)
    {
        var run = new StringBuilder();
        for (var at = 0; at < part.Length;)
        {
            var isSpace = part[at] == ' ';
            var end = at;
            while (end < part.Length && (part[end] == ' ') == isSpace)
            {
                end++;
            }

            if (isSpace)
            {
                spaces += end - at;
            }
            else
            {
                Append(run, part[at..end]);
            }

            at = end;
        }

        text.Append(run.ToString(), style);
        return this;
    }

    private void Append(StringBuilder run, string word)
    {
        if (column > 0 && column + spaces + word.Length > width)
        {
            run.Append('\n');
            column = 0;
        }
        else
        {
            run.Append(' ', spaces);
            column += spaces;
        }

        run.Append(word);
        (column, spaces) = (column + word.Length, 0);
    }
}
