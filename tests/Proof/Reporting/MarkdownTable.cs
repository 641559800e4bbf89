using System.Globalization;

namespace Proof.Reporting;

/// <summary>A table of results. Numbers are written the same everywhere: 12,345 and 1.23.</summary>
internal sealed class MarkdownTable(params string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params object[] cells) => rows.Add([.. cells.Select(Text)]);

    public override string ToString()
    {
        var lines = rows.Prepend([.. columns.Select(_ => "---")]).Prepend(columns);
        return string.Join('\n', lines.Select(cells => $"| {string.Join(" | ", cells)} |"));
    }

    private static string Text(object cell) => cell switch
    {
        double number when Math.Abs(number) >= 100 => number.ToString("#,0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        int or long => Convert.ToInt64(cell, CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
