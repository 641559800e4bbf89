using System.Net.Http.Headers;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>Reads the newest end of the delivery log again and again, and gives what is new or has another status since.</summary>
internal sealed class Follower(OperatorClient client, IReadOnlyList<(string Name, string? Value)> filter)
{
    private const string PageSize = "200";
    private const int MostRemembered = 20_000;
    private const int MostPages = 50;

    private readonly Dictionary<(string Source, string Id), string> known = [];
    private readonly Queue<(string Source, string Id)> order = [];
    private EntityTagHeaderValue? tag;
    private bool hasBegun;

    /// <summary>New lines, oldest first. The first time, as many of the newest as asked for.</summary>
    public async Task<IReadOnlyList<LogLine>> ReadAsync(int atFirst, CancellationToken cancellationToken)
    {
        var (page, newTag) = await client.GetAsync("log", [.. filter, ("limit", PageSize)], tag, OperatorJson.Default.LogPage, cancellationToken);
        if (page is null)
        {
            return [];
        }

        var fresh = new List<LogLine>(page.Lines.Where(IsNew));
        // More than a page since the last look: read back to where that ended.
        for (var pages = 1; hasBegun && page is { Continue: { } after } && page.Lines.All(IsUnknown) && pages < MostPages; pages++)
        {
            page = await client.GetAsync("log", [.. filter, ("limit", PageSize), ("after", after)], OperatorJson.Default.LogPage, cancellationToken);
            fresh.AddRange(page.Lines.Where(IsNew));
        }

        foreach (var line in fresh)
        {
            Remember(line);
        }

        var lines = hasBegun ? fresh : fresh.Take(atFirst);
        (tag, hasBegun) = (newTag, true);
        return [.. lines.Reverse()];
    }

    private bool IsUnknown(LogLine line) => !known.ContainsKey((line.Source, line.Id));

    private bool IsNew(LogLine line) => known.GetValueOrDefault((line.Source, line.Id)) != line.Status;

    private void Remember(LogLine line)
    {
        var key = (line.Source, line.Id);
        if (!known.ContainsKey(key))
        {
            order.Enqueue(key);
        }

        known[key] = line.Status;
        while (order.Count > MostRemembered)
        {
            known.Remove(order.Dequeue());
        }
    }
}
