using Cli.Rendering;
using Cli.Sending;
using Webhooks.Settings;

namespace Cli.Operating;

// A filter by a misspelt type matches nothing, which looks as if nothing had come.
internal static class KnownTypes
{
    private const string NewestLines = "200";

    // Types that senders are known to send, and those that came. The answer was given already: a suggestion that fails takes nothing from it.
    public static async Task SuggestAsync(this OperatorClient client, string? type, string? source, CliContext context, CancellationToken cancellationToken)
    {
        try
        {
            await FindAsync(client, type, source, context, cancellationToken);
        }
        catch (ReceiverException)
        {
        }
    }

    private static async Task FindAsync(OperatorClient client, string? type, string? source, CliContext context, CancellationToken cancellationToken)
    {
        if (type is null || type.Contains('*', StringComparison.Ordinal))
        {
            return;
        }

        var presets = LocalSettings.Find(context).Presets;
        var sources = (await client.GetAsync<SourcesView>("sources", [], cancellationToken)).Sources.Where(known => source is null || known.Name.Equals(source, StringComparison.OrdinalIgnoreCase));
        var came = await client.GetAsync<LogPage>("log", [("source", source), ("limit", NewestLines)], cancellationToken);
        var known = sources.SelectMany(one => Samples.TypesOf(one.Scheme, presets)).Concat(came.Lines.Select(line => line.EventType).OfType<string>()).Distinct().ToList();
        if (!known.Contains(type) && Misspelling.Nearest(type, known) is { } near)
        {
            await context.Error.WriteLineAsync($"No event has the type '{TerminalText.Id(type)}'. Did you mean '{TerminalText.Id(near)}'?");
        }
    }
}
