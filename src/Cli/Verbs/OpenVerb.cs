using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class OpenVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string?> eventId = new("EVENT-ID") { Arity = ArgumentArity.ZeroOrOne, Description = "An event's id, or the id of a refused delivery; default: the overview." };
    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "Its source; without an id, the log of this source." };
    private readonly Option<bool> print = new("--print") { Description = "Print the address, and open nothing." };

    protected override string Notes => """
        The address is printed, and opened where there is a browser. It holds no key: the page asks for one.

        Examples:
          hook open
          hook open evt_01JXYZ
          hook open --source valara --print
        """;

    protected override Command Describe() => new("open", "Opens the operator's page, at an event or a source.") { eventId, source, print };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var address = new Uri(client.Page + await ViewAsync(parsed.GetValue(eventId), parsed.GetValue(source), client, cancellationToken));
        await Context.Output.WriteLineAsync(WantsJson(parsed) ? $$"""{"url":"{{address.AbsoluteUri}}"}""" : address.AbsoluteUri);
        if (!parsed.GetValue(print) && !WantsJson(parsed) && !Context.OpenBrowser(address))
        {
            await Context.Error.WriteLineAsync("There is no browser here; open this address where there is one.");
        }

        return ExitCode.Success;
    }

    // As the page's own links are.
    private static async Task<string> ViewAsync(string? id, string? source, OperatorClient client, CancellationToken cancellationToken)
    {
        if (id is null && source is null)
        {
            return "";
        }

        var known = await client.SourceNamesAsync(cancellationToken);
        if (id is null)
        {
            return known.FirstOrDefault(name => name.Equals(source, StringComparison.OrdinalIgnoreCase)) is { } name
                ? $"#/log?source={Uri.EscapeDataString(name)}"
                : throw new ReceiverException(SourcesView.Unknown(source!, known));
        }

        foreach (var name in source is null ? known : [source])
        {
            var view = await client.FindEventAsync(name, id, cancellationToken) is not null ? "event"
                : await client.FindRefusedAsync(name, id, cancellationToken) is not null ? "refused" : null;
            if (view is not null)
            {
                return $"#/{view}?source={Uri.EscapeDataString(name)}&id={Uri.EscapeDataString(id)}";
            }
        }

        throw Lookups.NotFound(id, source, known);
    }
}
