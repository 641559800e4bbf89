using Cli.Rendering;
using Webhooks.Raw;

namespace Cli.Operating;

// A delivery as the receiver keeps it, which the receiver records as read.
internal static class RawLookup
{
    // Without a source, every one is asked.
    public static async Task<RawDelivery> ReadRawAsync(this OperatorClient client, string? source, string id, string requestedBy, CancellationToken cancellationToken)
    {
        var known = await client.SourceNamesAsync(cancellationToken);
        var found = new List<RawDelivery>();
        foreach (var name in source is null ? known : [source])
        {
            if (await client.FindRawAsync(name, id, requestedBy, cancellationToken) is { } raw)
            {
                found.Add(raw);
            }
        }

        return found switch
        {
            [var only] => only,
            [] => throw Lookups.NotFound(id, source, known),
            _ => throw new UsageException($"--source: {string.Join(" and ", found.Select(raw => TerminalText.Id(raw.Source)))} have an event with this id; name one."),
        };
    }
}
