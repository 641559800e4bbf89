using Spectre.Console;

namespace Cli.Showing;

/// <summary>Writes to a person's terminal with tables and colours, and to everything else in plain text.</summary>
internal sealed class Screen(TextWriter output, bool isTerminal, int width)
{
    private readonly IAnsiConsole? console = isTerminal ? Consoles.On(output, width) : null;

    public bool IsTerminal => console is not null;

    public void Line(string text = "", Look look = Look.Plain)
    {
        if (console is null || look == Look.Plain)
        {
            output.WriteLine(text);
        }
        else
        {
            // Never as markup: square brackets of a sender's text are square brackets.
            console.Write(new Text(text, Consoles.Style(look)));
            console.WriteLine();
        }
    }

    /// <summary>Cells in one line, as far apart as columns are: for rows that come one after the other.</summary>
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
            line.Append(cell.Text + "  ", Consoles.Style(cell.Look));
        }

        console.Write(line);
        console.WriteLine();
    }

    /// <summary>A table; in plain text one line for each row, which is what grep and cut like.</summary>
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

    /// <summary>A table; in plain text columns under their names.</summary>
    public void Table(Grid grid)
    {
        if (grid.Rows.Count == 0)
        {
            return;
        }

        if (console is not null)
        {
            if (grid.LeastWidth <= console.Profile.Width)
            {
                console.Write(Consoles.Table(grid));
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

    // Too narrow for columns: each row under its first cell, what is in it by name, broken at words.
    private static void Stack(IAnsiConsole console, Grid grid)
    {
        foreach (var row in grid.Rows)
        {
            var text = new Paragraph();
            text.Append(row[0].Text, new Style(decoration: Decoration.Bold));
            foreach (var (column, cell) in grid.Columns.Zip(row).Skip(1).Where(part => part.Second.Text is not ("" or "-")))
            {
                text.Append($"  {column.Name} ", Consoles.Style(Look.Quiet)).Append(cell.Text, Consoles.Style(cell.Look));
            }

            console.Write(text);
            console.WriteLine();
        }
    }

    private static string Aligned(Grid grid, int[] widths, IEnumerable<string> texts) => string.Join(
        "  ", texts.Select((text, at) => grid.Columns[at].IsNumber ? text.PadLeft(widths[at]) : text.PadRight(widths[at]))).TrimEnd();
}
