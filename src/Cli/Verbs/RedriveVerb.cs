using System.CommandLine;
using Cli.Operating;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Cli.Verbs;

/// <summary><c>hook redrive</c>: puts dead letters back to work.</summary>
internal sealed class RedriveVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string?> eventId = new("EVENT-ID") { Arity = ArgumentArity.ZeroOrOne, Description = "One event; without it, the filter decides." };
    private readonly Option<string> source = new("--source") { Required = true, HelpName = "SOURCE", Description = "The source." };
    private readonly Option<string?> type = new("--type") { HelpName = "EVENT-TYPE", Description = "Only this type of event." };
    private readonly Option<string?> error = new("--error") { HelpName = "TEXT", Description = "Only those with this text in their last error." };
    private readonly Option<string?> since = Filters.Since("died");
    private readonly Option<string?> before = new("--before") { HelpName = "UNIX-OR-ISO", Description = "Only those that died before this time; the start of the run, when left out." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would be redriven, and change nothing." };
    private readonly Option<int> rate = new("--rate") { HelpName = "N", Description = "At most N per second, 1 to 100.", DefaultValueFactory = _ => RedriveOrder.DefaultRate };
    private readonly Option<string> why = new("--why") { HelpName = "TEXT", Description = "The reason, for the history.", DefaultValueFactory = _ => "no reason given" };
    private readonly Option<string?> who = Person.Who();

    protected override string Notes => """
        A run can be stopped at any time: what was redriven is no dead letter any more, and the same command goes on with the rest.
        Who, when and why stand in each event's history; `hook show EVENT-ID` shows it.

        Examples:
          hook redrive evt_01JXYZ --source valara --why "disk was full"
          hook redrive --source valara --error TimeoutException --since 2026-11-21T00:00:00Z --dry-run
          hook redrive --source valara --type media.delivery.failed --rate 50
        """;

    protected override Command Describe() => new("redrive", "Puts dead letters back to work.") { eventId, source, type, error, since, before, dryRun, rate, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var order = new RedriveRequest
        {
            Type = parsed.GetValue(type),
            Error = parsed.GetValue(error),
            Since = Filters.Time(parsed, since, Around.Clock),
            Before = Filters.Time(parsed, before, Around.Clock),
            Rate = parsed.GetValue(rate) is var given and >= 1 and <= 100 ? given : throw new UnusableArgumentException("--rate: give a number from 1 to 100."),
            RequestedBy = Person.Of(parsed.GetValue(who)),
            Reason = parsed.GetValue(why),
        };
        var run = new RedriveProgress(client, parsed.GetRequiredValue(source), Around, WantsJson(parsed));
        if (parsed.GetValue(eventId) is not { } id)
        {
            return await run.ManyAsync(order, parsed.GetValue(dryRun), cancellationToken);
        }

        return parsed.GetValue(dryRun) || order is not { Type: null, Error: null, Since: null, Before: null }
            ? throw new UnusableArgumentException("EVENT-ID: one event needs no filter and no dry run; `hook show EVENT-ID` shows it.")
            : await run.OneAsync(order with { EventIds = [id] }, cancellationToken);
    }
}
