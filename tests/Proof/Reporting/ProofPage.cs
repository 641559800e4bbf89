using System.Globalization;

namespace Proof.Reporting;

/// <summary><c>docs/proof.md</c>: prose by hand, and between the marks of each verb what its last published run has shown.</summary>
internal sealed class ProofPage(string path)
{
    public void Write(string verb, string command, bool holds, string results)
    {
        var (begin, end) = ($"<!-- results: {verb} -->", $"<!-- end: {verb} -->");
        var page = File.ReadAllText(path);
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{path} has no place for the results of {verb}: {begin} and {end}, each on a line of its own.");
        }

        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var origin = $"`{command}`, {today}, {Machine.Describe()}, commit {Machine.Commit()}. **{(holds ? "Holds" : "Falls short")}.**";
        File.WriteAllText(path, $"{page[..from]}{begin}\n\n{origin}\n\n{results}\n\n{page[to..]}");
    }
}
