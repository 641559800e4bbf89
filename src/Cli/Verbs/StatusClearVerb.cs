using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook status clear</c>: marks a thing as well, because its sender never will.</summary>
internal sealed class StatusClearVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> kind = new("KIND") { Description = "What sort of thing, as the board names it." };
    private readonly Argument<string> id = new("ID") { Description = "The sender's id of it." };
    private readonly Option<string> source = new("--source") { Required = true, HelpName = "SOURCE", Description = "The source." };
    private readonly Option<string> why = new("--why") { HelpName = "TEXT", Description = "The reason, for the board.", DefaultValueFactory = _ => "no reason given" };
    private readonly Option<string?> who = Person.Who();

    protected override string Notes => """
        Some senders tell of a failure and never of its end. What the sender says later counts again.

        Examples:
          hook status clear camera cam_7 --source novavms --why "taken down for good"
        """;

    protected override Command Describe() => new("clear", "Marks a thing of the status board as well.") { kind, id, source, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var order = new ClearRequest
        {
            Kind = parsed.GetRequiredValue(kind),
            Id = parsed.GetRequiredValue(id),
            RequestedBy = Person.Of(parsed.GetValue(who)),
            Reason = parsed.GetValue(why),
        };
        var path = $"status/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}/clear";
        var thing = await client.PostAsync(path, order, OperatorJson.Default.ClearRequest, OperatorJson.Default.ThingView, cancellationToken);
        if (WantsJson(parsed))
        {
            Around.Json(thing, OperatorJson.Default.ThingView);
        }
        else if (!thing.IsUnhealthy)
        {
            Around.Screen.Line($"{TerminalText.Id(thing.Kind)} {TerminalText.Id(thing.Id)}: {TerminalText.Id(thing.State)}. {TerminalText.Error(thing.Summary)}", Look.Good);
        }

        return thing.IsUnhealthy
            ? throw new UnansweredException($"{TerminalText.Id(thing.Kind)} {TerminalText.Id(thing.Id)} is still {TerminalText.Id(thing.State)}: its sender said more meanwhile. Look at `hook status --wrong` again.")
            : Hook.Good;
    }
}
