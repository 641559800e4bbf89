using Spectre.Console;

namespace Cli.Rendering;

// Tables and colours on a person's terminal, plain text everywhere else.
internal sealed class Screen(TextWriter output, bool isTerminal, int width)
{
    private readonly IAnsiConsole? console = isTerminal ? SpectreConsole.Create(output, width) : null;

    // For lines that are broken already.
    private readonly IAnsiConsole? endless = isTerminal ? SpectreConsole.Create(output, short.MaxValue) : null;

    public bool IsTerminal => console is not null;

    public void Line(string text = "", Emphasis emphasis = Emphasis.None)
    {
        if (console is null || emphasis == Emphasis.None)
        {
            output.WriteLine(text);
        }
        else
        {
            Write(new WordFlow(width).Append(text, SpectreConsole.Style(emphasis)));
        }
    }

    // For rows that come one after the other.
    public void Line(params IReadOnlyList<Cell> cells)
    {
        if (console is null)
        {
            output.WriteLine(string.Join("  ", cells.Select(cell => cell.Text)).TrimEnd());
            return;
        }

        var line = new WordFlow(width);
        foreach (var cell in cells)
        {
            line.Append(cell.Text + "  ", SpectreConsole.Style(cell.Emphasis));
        }

        Write(line);
    }

    // A table; in plain text one line for each row, without a header, for grep and cut.
    public void Rows(Grid grid)
    {
        if (console is not null)
        {
            Table(grid);
            return;
        }

        foreach (var row in grid.Rows)
        {
            Line(row);
        }
    }

    // A table; in plain text aligned columns under a header.
    public void Table(Grid grid)
    {
        if (grid.Rows.Count == 0)
        {
            return;
        }

        if (console is not null)
        {
            if (grid.MinimumWidth <= console.Profile.Width)
            {
                console.Write(SpectreConsole.Table(grid));
            }
            else
            {
                Stack(grid);
            }

            return;
        }

        var widths = grid.Columns.Select((column, at) => grid.Rows.Max(row => Math.Max(column.Name.Length, row[at].Text.Length))).ToArray();
        output.WriteLine(Aligned(grid, widths, grid.Columns.Select(column => column.Name)));
        foreach (var row in grid.Rows)
        {
            output.WriteLine(Aligned(grid, widths, row.Select(cell => cell.Text)));
        }
    }

    // Too narrow for columns: each row as a paragraph, with the names of its columns, wrapped at words.
    private void Stack(Grid grid)
    {
        foreach (var row in grid.Rows)
        {
            var text = new WordFlow(width);
            text.Append(row[0].Text, new Style(decoration: Decoration.Bold));
            foreach (var (column, cell) in grid.Columns.Zip(row).Skip(1).Where(part => part.Second.Text is not ("" or "-")))
            {
                text.Append($"  {column.Name} ", SpectreConsole.Style(Emphasis.Muted)).Append(cell.Text, SpectreConsole.Style(cell.Emphasis));
            }

            Write(text);
        }
    }

    private void Write(WordFlow flow)
    {
        endless!.Write(flow.Text);
        endless.WriteLine();
    }

    private static string Aligned(Grid grid, int[] widths, IEnumerable<string> texts) => string.Join(
        "  ", texts.Select((text, at) => grid.Columns[at].IsNumber ? text.PadLeft(widths[at]) : text.PadRight(widths[at]))).TrimEnd();
}
