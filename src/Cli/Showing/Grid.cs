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
    private readonly List<Cell[]> rows = [];

    public IReadOnlyList<Column> Columns => columns;

    public IReadOnlyList<IReadOnlyList<Cell>> Rows => rows;

    public void Add(params Cell[] cells) => rows.Add(cells);
}
