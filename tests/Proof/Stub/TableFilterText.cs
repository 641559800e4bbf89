using System.Text.RegularExpressions;

namespace Proof.Stub;

/// <summary>A filter of comparisons joined by "and". Anything else the product may ask is refused, so that no answer is a guess.</summary>
internal sealed partial class TableFilterText
{
    private readonly List<(string Name, string Comparison, string Value)> terms = [];

    public TableFilterText(string? filter)
    {
        foreach (var term in filter?.Split(" and ") ?? [])
        {
            var match = Term().Match(term.Trim('(', ')'));
            if (!match.Success)
            {
                throw new NotSupportedException($"The stub knows no filter such as {term}.");
            }

            terms.Add((match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.Replace("''", "'", StringComparison.Ordinal)));
        }

        Partition = terms.FirstOrDefault(term => term is { Name: "PartitionKey", Comparison: "eq" }).Value;
        FirstRow = terms.FirstOrDefault(term => term is { Name: "RowKey", Comparison: "ge" or "gt" or "eq" }).Value ?? "";
        LastRow = terms.FirstOrDefault(term => term is { Name: "RowKey", Comparison: "le" or "lt" or "eq" }).Value ?? "\uffff";
    }

    public string? Partition { get; }

    /// <summary>No row before it fits.</summary>
    public string FirstRow { get; }

    /// <summary>No row behind it fits.</summary>
    public string LastRow { get; }

    public bool Holds(string partition, string row, Stored stored) => terms.All(term =>
    {
        var left = term.Name switch { "PartitionKey" => partition, "RowKey" => row, _ => stored.Text(term.Name) };
        return left is not null && Holds(term.Comparison, string.CompareOrdinal(left, term.Value));
    });

    private static bool Holds(string comparison, int order) => comparison switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "ge" => order >= 0,
        "gt" => order > 0,
        "le" => order <= 0,
        _ => order < 0,
    };

    [GeneratedRegex("^([A-Za-z]+) (eq|ne|ge|gt|le|lt) '(.*)'$")]
    private static partial Regex Term();
}
