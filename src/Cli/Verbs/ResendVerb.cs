using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class ResendVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> eventId = new("EVENT-ID") { Description = "The event." };
    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "Its source; default: all sources are searched." };
    private readonly Option<string?> handler = CommonOptions.Handler("Only this handler runs; default: all of them.");
    private readonly Option<string> why = CommonOptions.Why();
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        Any event can be resent, processed ones and dead letters too, but not while it runs. Handlers that are done run again: they must be
        idempotent. The event's history records who asked for it, when and why. For dead letters, `hook redrive` runs only what failed.

        Examples:
          hook resend evt_01JXYZ --handler forward:crm --why "the CRM lost it"
          hook resend evt_01JXYZ --source valara
        """;

    protected override Command Describe() => new("resend", "Has the handlers of an event run again, whatever has become of it.") { eventId, source, handler, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(eventId);
        var request = new ResendRequest { EventId = id, Handler = parsed.GetValue(handler), RequestedBy = parsed.GetValue(who), Reason = parsed.GetValue(why) };
        var place = parsed.GetValue(source) ?? await SourceOfAsync(client, id, cancellationToken);
        var view = await client.PostAsync<ResendRequest, EventView>($"resend/{Uri.EscapeDataString(place)}", request, cancellationToken);
        Write(parsed, view, screen => screen.Line("Resent: the event is pending again.", Emphasis.Success));
        return ExitCode.Success;
    }

    private static async Task<string> SourceOfAsync(OperatorClient client, string id, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var name in await client.SourceNamesAsync(cancellationToken))
        {
            if (await client.FindEventAsync(name, id, cancellationToken) is not null)
            {
                found.Add(name);
            }
        }

        return found switch
        {
            [var only] => only,
            [] => throw new ReceiverException($"No event has the id '{TerminalText.Id(id)}'. `hook search {TerminalText.Id(id)}` finds it by other ids."),
            _ => throw new UsageException($"--source: {string.Join(" and ", found.Select(TerminalText.Id))} have an event with this id; name one."),
        };
    }
}
