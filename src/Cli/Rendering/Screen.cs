using Spectre.Console;

namespace Cli.Rendering;

// Tables and colours on a person's terminal, plain text everywhere else.
internal sealed class Screen(TextWriter output, bool isTerminal, int width)
{
    private readonly IAnsiConsole? console = isTerminal ? SpectreConsole.Create(output, width) : null;

    public bool IsTerminal => console is not null;

    public void Line(string text = "", Emphasis emphasis = Emphasis.None)
    {
        if (console is null || emphasis == Emphasis.None)
        {
            output.WriteLine(text);
        }
        else
        {
            console.Write(new Text(text, SpectreConsole.Style(emphasis)));
            console.WriteLine();
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

        var line = new Paragraph();
        foreach (var cell in cells)
        {
            line.Append(cell.Text + "  ", SpectreConsole.Style(cell.Emphasis));
        }

        console.Write(line);
        console.WriteLine();
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
                Stack(console, grid);
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
    private static void Stack(IAnsiConsole console, Grid grid)
    {
        foreach (var row in grid.Rows)
        {
            var text = new Paragraph();
            text.Append(row[0].Text, new Style(decoration: Decoration.Bold));
            foreach (var (column, cell) in grid.Columns.Zip(row).Skip(1).Where(part => part.Second.Text is not ("" or "-")))
            {
                text.Append($"  {column.Name} ", SpectreConsole.Style(Emphasis.Muted)).Append(cell.Text, SpectreConsole.Style(cell.Emphasis));
            }

            console.Write(text);
            console.WriteLine();
        }
    }

    private static string Aligned(Grid grid, int[] widths, IEnumerable<string> texts) => string.Join(
        "  ", texts.Select((text, at) => grid.Columns[at].IsNumber ? text.PadLeft(widths[at]) : text.PadRight(widths[at]))).TrimEnd();
}
