using Cli.Operating;
using Cli.Rendering;
using Webhooks.Redriving;

namespace Cli.Verbs;

internal sealed class RedriveVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string?> eventId = new("EVENT-ID") { Arity = ArgumentArity.ZeroOrOne, Description = "One event; default: all that match the filter." };
    private readonly Option<string> source = CommonOptions.RequiredSource();
    private readonly DeadLetterOptions filter = new(context.Clock, "Only dead letters in which this handler failed, and only it runs again.");
    private readonly Option<bool> allHandlers = new("--all-handlers") { Description = "Handlers that are done run again, too." };
    private readonly Option<bool> dryRun = CommonOptions.DryRun("Show what would be redriven, and change nothing.");
    private readonly Option<int> rate = new("--rate") { HelpName = "N", Description = "At most N per second, 1 to 100.", DefaultValueFactory = _ => RedriveOrder.DefaultRate };
    private readonly Option<string> why = CommonOptions.Why();
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        A run can be stopped at any time: what was redriven is no longer a dead letter, and the same command continues with the rest.
        Handlers that are done are not run again, unless --handler names one with its EVENT-ID, or with --all-handlers.
        Each event's history records who redrove it, when and why; `hook show EVENT-ID` shows it.

        Examples:
          hook redrive evt_01JXYZ --source valara --why "disk was full"
          hook redrive --source valara --error TimeoutException --since 2026-11-21T00:00:00Z --dry-run
          hook redrive --source valara --handler forward:crm --why "the CRM is up"
          hook redrive --source valara --type media.delivery.failed --rate 50
        """;

    protected override Command Describe() => new Command("redrive", "Requeues dead letters.") { eventId, source, allHandlers, dryRun, rate, why, who }.With(filter.All);

    protected override Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var (type, error, handler, since, before) = filter.Read(parsed);
        if (handler is not null && parsed.GetValue(allHandlers))
        {
            throw new UsageException("--all-handlers: it excludes --handler.");
        }

        var request = new RedriveRequest
        {
            Type = type,
            Error = error,
            Handler = handler,
            AllHandlers = parsed.GetValue(allHandlers),
            Since = since,
            Before = before,
            Rate = CommonOptions.Number(parsed, rate, most: 100),
            RequestedBy = parsed.GetValue(who),
            Reason = parsed.GetValue(why),
        };
        var operation = new RedriveOperation(client, parsed.GetRequiredValue(source), Context, WantsJson(parsed));
        if (parsed.GetValue(eventId) is not { } id)
        {
            return operation.RedriveManyAsync(request, parsed.GetValue(dryRun), cancellationToken);
        }

        return parsed.GetValue(dryRun) || request is not { Type: null, Error: null, Since: null, Before: null }
            ? throw new UsageException("EVENT-ID: it excludes a filter and --dry-run; `hook show EVENT-ID` shows the event.")
            : operation.RedriveOneAsync(request with { EventIds = [id] }, cancellationToken);
    }
}
