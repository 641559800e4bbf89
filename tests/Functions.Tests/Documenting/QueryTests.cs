using System.Text.RegularExpressions;
using Functions.Tests.Deploying;

namespace Functions.Tests.Documenting;

/// <summary>What the handbook tells people to ask Azure's logs.</summary>
public sealed partial class QueryTests
{
    [KustoFact]
    public async Task Every_query_is_Kusto_and_asks_for_dimensions_that_the_receiver_reports()
    {
        var queries = Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md", SearchOption.AllDirectories).Append(RepositoryRoot.Combine("infra", "README.md"))
            .SelectMany(page => Query().Matches(File.ReadAllText(page))).Select(match => match.Groups["query"].Value).ToArray();

        (await Kusto.ProblemsAsync(queries, others: null)).ShouldBeEmpty();
    }

    [GeneratedRegex("```kusto\n(?<query>.*?)```|--analytics-query \"(?<query>[^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Query();
}
