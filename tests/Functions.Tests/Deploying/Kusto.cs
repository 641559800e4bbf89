using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Functions.Tests.Deploying;

/// <summary>Kusto's own parser, by kusto.mjs, and what the app writes that a query may ask for.</summary>
internal static class Kusto
{
    // The parser takes a second to start.
    private static readonly ConcurrentDictionary<string, Task<Query[]>> Read = new();

    /// <summary>What Kusto's parser finds, and names and values that the app does not write.</summary>
    /// <param name="others">Texts in the queries that are not from the app's metrics; null for any.</param>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(IReadOnlyList<string> queries, IReadOnlyCollection<string>? others)
    {
        var metrics = await ReportedMetric.AllAsync;
        return [.. (await ReadAsync(queries)).Zip(queries).SelectMany(read => Problems(read.First, metrics, others).Select(problem => $"{problem}\n{read.Second}\n"))];
    }

    /// <summary>The names of the columns that each query gives.</summary>
    public static async Task<IReadOnlyList<string[]>> ColumnsAsync(IReadOnlyList<string> queries) => [.. (await ReadAsync(queries)).Select(query => query.Columns)];

    private static IEnumerable<string> Problems(Query query, IReadOnlyList<ReportedMetric> metrics, IReadOnlyCollection<string>? others)
    {
        var asked = metrics.Where(metric => query.Literals.Contains(metric.Name)).ToArray();
        var values = metrics.SelectMany(metric => metric.Dimensions.Values.Append(metric.Name)).Concat(others ?? query.Literals).ToHashSet();
        return query.Problems
            .Concat(query.Properties.Except(asked.SelectMany(metric => metric.Dimensions.Keys)).Select(name => $"No metric of this query has {name}."))
            .Concat(query.Literals.Except(values).Select(literal => $"The app writes no “{literal}”."));
    }

    private static Task<Query[]> ReadAsync(IReadOnlyList<string> queries)
    {
        queries.ShouldNotBeEmpty();
        return Read.GetOrAdd(JsonSerializer.Serialize(queries), ParseAsync);
    }

    private static async Task<Query[]> ParseAsync(string queries)
    {
        await Azurite.InstallAsync();
        using var node = Process.Start(new ProcessStartInfo(Azurite.OnPath("node")!, [RepositoryRoot.Combine("tests", "Functions.Tests", "Deploying", "kusto.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await node.StandardInput.WriteAsync(queries);
        node.StandardInput.Close();
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        return JsonSerializer.Deserialize<Query[]>(answer, JsonSerializerOptions.Web)!;
    }

    private sealed record Query(string[] Problems, string[] Columns, string[] Literals, string[] Properties);
}

public sealed class KustoFactAttribute : FactAttribute
{
    internal static readonly string? Missing = BicepCompiler.Missing
        ?? (Azurite.OnPath("node") is null ? "SKIPPED, NOT PASSED: Kusto's parser needs Node.js, and there is no `node` on the PATH." : null);

    public KustoFactAttribute() => Skip = Missing;
}

public sealed class KustoTheoryAttribute : TheoryAttribute
{
    public KustoTheoryAttribute() => Skip = KustoFactAttribute.Missing;
}
