namespace Cli.Rendering;

// A cell. Texts of senders are sanitized by TerminalText before.
internal readonly record struct Cell(string Text, Emphasis Emphasis = Emphasis.None)
{
    public static implicit operator Cell(string text) => new(text);
}

// Numbers are aligned to the right. A rigid column is never wrapped.
internal sealed record Column(string Name, bool IsNumber = false, bool IsRigid = false);

internal sealed class Grid(params Column[] columns)
{
    // The narrowest wrapped column in which an id can still be read and pasted together.
    private const int NarrowestText = 14;

    // Spectre's simple border: one before and after each cell, and one between.
    private const int BorderWidth = 3;

    private readonly List<Cell[]> rows = [];

    // The width of the table when its texts are wrapped as much as possible.
    public int MinimumWidth => columns.Select((column, at) => BorderWidth + Math.Max(column.Name.Length, MinimumTextWidth(column, rows.Max(row => row[at].Text.Length)))).Sum();

    public IReadOnlyList<Column> Columns => columns;

    public IReadOnlyList<IReadOnlyList<Cell>> Rows => rows;

    public void Add(params Cell[] cells) => rows.Add(cells);

    private static int MinimumTextWidth(Column column, int longest) => column.IsNumber || column.IsRigid ? longest : Math.Min(longest, NarrowestText);
}
