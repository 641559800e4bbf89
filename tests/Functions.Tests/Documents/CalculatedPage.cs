using System.Globalization;

namespace Functions.Tests.Documents;

/// <summary>
/// A page of the documentation that calculates. Each row of its tables that begins with a name in backquotes defines something: with a
/// number in the second cell a figure, with a formula in backquotes there a result, whose further cells are what comes out.
/// </summary>
internal sealed class CalculatedPage
{
    private readonly Dictionary<string, string[]> rows;

    /// <summary>Reads a page, and pages whose figures it calculates with.</summary>
    public CalculatedPage(string name, params string[] with)
    {
        var own = Read(name).ToDictionary();
        Results = [.. own.Where(row => IsFormula(row.Value[0])).Select(row => row.Key)];
        rows = with.SelectMany(Read).Concat(own).ToDictionary();
    }

    /// <summary>The names of the page's results.</summary>
    public IReadOnlyList<string> Results { get; }

    private static IEnumerable<KeyValuePair<string, string[]>> Read(string name) =>
        from line in File.ReadLines(RepositoryRoot.Combine("docs", name))
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()
        where IsFormula(cells[1]) || IsNumber(cells[1])
        select KeyValuePair.Create(cells[0].Trim('`'), cells[1..]);

    /// <summary>The numbers of a row, as many as there are one after the other.</summary>
    public double[] Figures(string name) => [.. rows[name].TakeWhile(IsNumber).Select(Number)];

    /// <summary>What is wrong with the cells of a result, or null.</summary>
    /// <param name="name">The result.</param>
    /// <param name="given">The names that have another value in each column, such as the number of events.</param>
    public string? Mistake(string name, params IReadOnlyDictionary<string, double>[] given)
    {
        var cells = rows[name][1..];
        var wrong = given.Select((values, column) =>
        {
            var (shown, value) = (cells[column], Value(name, values));
            return Math.Abs(Number(shown) - value) <= (0.5 * Math.Pow(10, -Decimals(shown))) + 1e-9 ? null : string.Create(CultureInfo.InvariantCulture, $"{name}: {shown} should be {value:#,0.####}");
        });
        return string.Join("; ", wrong.Where(problem => problem is not null)) is { Length: > 0 } mistake ? mistake : null;
    }

    private double Value(string name, IReadOnlyDictionary<string, double> given)
    {
        if (given.TryGetValue(name, out var value))
        {
            return value;
        }

        // `accept.table`: the first number of a measured row, `.entities` the second, `.queue` the third, `.blob` the fourth.
        var column = Array.IndexOf(["table", "entities", "queue", "blob"], name[(name.LastIndexOf('.') + 1)..]);
        var row = rows.GetValueOrDefault(column < 0 ? name : name[..name.LastIndexOf('.')]) ?? throw new KeyNotFoundException($"No row of the page is called `{name}`.");
        return IsFormula(row[0]) ? Formula.Evaluate(row[0].Trim('`'), inner => Value(inner, given)) : Number(row[Math.Max(column, 0)]);
    }

    private static bool IsFormula(string cell) => cell.StartsWith('`') && cell.EndsWith('`');

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _);

    private static double Number(string cell) => double.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static int Decimals(string cell) => cell.Contains('.', StringComparison.Ordinal) ? cell.Length - cell.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
}
