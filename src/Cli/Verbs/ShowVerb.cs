using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class ShowVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> eventId = new("EVENT-ID") { Description = "The event's id, or the id of a refused delivery." };
    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "Its source; default: all sources are searched." };

    protected override string Notes => """
        Bodies are redacted; only the ledger keeps the exact bytes. The line that begins with `hook check` checks a capture of the
        delivery on this machine: headers and body in files, as first received, not as shown here.

        Examples:
          hook show evt_01JXYZ
          hook show evt_01JXYZ --source valara --json | jq .history
        """;

    protected override Command Describe() => new("show", "Shows one event: headers, body, history, notifications; or why a delivery was refused.") { eventId, source };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(eventId);
        var given = parsed.GetValue(source);
        var known = await client.SourceNamesAsync(cancellationToken);
        var found = 0;
        foreach (var name in given is null ? known : [given])
        {
            if (await client.FindEventAsync(name, id, cancellationToken) is { } view)
            {
                found++;
                Write(parsed, view, screen => screen.WriteEvent(view));
            }
            else if (await client.FindRefusedAsync(name, id, cancellationToken) is { } refused)
            {
                found++;
                Write(parsed, refused, screen => screen.WriteRefused(refused));
            }
        }

        return found > 0 ? ExitCode.Success : throw NotFound(TerminalText.Id(id), given, known);
    }

    private static ReceiverException NotFound(string id, string? source, IReadOnlyList<string> known) => source is null || known.Contains(source, StringComparer.OrdinalIgnoreCase)
        ? new ReceiverException($"No event and no refused delivery has the id '{id}'{(source is null ? "" : $" in '{source}'")}. `hook events --text {id}` searches parts of ids; refused deliveries are kept for three days.")
        : new ReceiverException(SourcesView.Unknown(source, known));
}
