using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class PauseVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> handler = new("HANDLER") { Description = "The handler's name, as `hook handlers` lists it." };
    private readonly Option<string?> note = new("--note") { HelpName = "TEXT", Description = "Why, and until when; shown with the handler." };
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        Its events wait and use up no attempts; other handlers go on. A run under way is not interrupted. Every instance of the receiver
        knows within 5 seconds. To change the note, pause again.

        Examples:
          hook pause forward:crm --note "maintenance until 04:00"
        """;

    protected override Command Describe() => new("pause", "Pauses a handler: its events wait until it is resumed.") { handler, note, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var request = new PauseRequest { Handler = parsed.GetRequiredValue(handler), Note = parsed.GetValue(note), RequestedBy = parsed.GetValue(who) };
        var view = await client.PostAsync<PauseRequest, HandlerView>("handlers/pause", request, cancellationToken);
        Write(parsed, view, screen => screen.Line(TerminalText.Id(view.Name), HandlerText.State(view)));
        return ExitCode.Success;
    }
}
