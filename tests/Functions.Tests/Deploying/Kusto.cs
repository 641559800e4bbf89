using System.Diagnostics;
using System.Text.Json;

namespace Functions.Tests.Deploying;

/// <summary>Kusto's own parser, by kusto.mjs.</summary>
internal static class Kusto
{
    public static async Task<string> ProblemsAsync(IReadOnlyList<string> queries)
    {
        queries.ShouldNotBeEmpty();
        await Azurite.InstallAsync();
        using var node = Process.Start(new ProcessStartInfo(Azurite.OnPath("node")!, [RepositoryRoot.Combine("tests", "Functions.Tests", "Deploying", "kusto.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(queries));
        node.StandardInput.Close();
        var problems = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        return problems;
    }
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
