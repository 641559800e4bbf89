namespace Cli.Rendering;

// A cell. Texts of senders are sanitized by TerminalText before.
internal readonly record struct Cell(string Text, Emphasis Emphasis = Emphasis.None)
{
    public static implicit operator Cell(string text) => new(text);
}

// Numbers are aligned to the right. A rigid column is never wrapped: what is copied from it, such as an id, must be in one piece.
internal sealed record Column<T>(string Name, Func<T, Cell> Of, bool IsNumber = false, bool IsRigid = false);

internal sealed record Heading(string Name, bool IsNumber, bool IsRigid);

internal sealed record Grid(IReadOnlyList<Heading> Columns, IReadOnlyList<Cell[]> Rows)
{
    // The narrowest wrapped column that can still be read.
    private const int NarrowestText = 12;

    // Spectre's simple border: one before and after each cell, and one between.
    private const int BorderWidth = 3;

    // The width of the table when its texts are wrapped as much as possible.
    public int MinimumWidth => Columns.Select((column, at) => BorderWidth + Math.Max(column.Name.Length, MinimumTextWidth(column, Rows.Max(row => row[at].Text.Length)))).Sum();

    public static Grid Of<T>(IReadOnlyList<Column<T>> columns, IEnumerable<T> items) => new(
        [.. columns.Select(column => new Heading(column.Name, column.IsNumber, column.IsRigid))],
        [.. items.Select(item => columns.Select(column => column.Of(item)).ToArray())]);

    private static int MinimumTextWidth(Heading column, int longest) => column.IsNumber || column.IsRigid ? longest : Math.Min(longest, NarrowestText);
}
