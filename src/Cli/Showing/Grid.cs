namespace Cli.Showing;

/// <summary>What the colour of a cell means; the text says the same.</summary>
internal enum Look
{
    Plain,
    Quiet,
    Good,
    Waiting,
    Wrong,
}

/// <summary>A cell. Texts of senders have gone through <see cref="Shown" /> before.</summary>
internal readonly record struct Cell(string Text, Look Look = Look.Plain)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>A column; numbers stand at the right, and what must not be broken over lines is rigid.</summary>
internal sealed record Column(string Name, bool IsNumber = false, bool IsRigid = false);

/// <summary>Rows of cells under columns.</summary>
internal sealed class Grid(params Column[] columns)
{
    // As few letters of an id to a line as can still be read and put together.
    private const int FewestOfText = 14;

    // Spectre's simple border: one before and after each cell, and one between.
    private const int Edges = 3;

    private readonly List<Cell[]> rows = [];

    /// <summary>How many columns of a terminal it takes, without breaking numbers and what is rigid, and texts into crumbs.</summary>
    public int LeastWidth => columns.Select((column, at) => Edges + Math.Max(column.Name.Length, LeastText(column, rows.Max(row => row[at].Text.Length)))).Sum();

    public IReadOnlyList<Column> Columns => columns;

    public IReadOnlyList<IReadOnlyList<Cell>> Rows => rows;

    public void Add(params Cell[] cells) => rows.Add(cells);

    private static int LeastText(Column column, int longest) => column.IsNumber || column.IsRigid ? longest : Math.Min(longest, FewestOfText);
}
