using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class ResumeVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> handler = new("HANDLER") { Description = "The handler's name, as `hook handlers` lists it." };
    private readonly Option<string> why = CommonOptions.Why();
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        Events that wait for it are queued, 20 a second, so that what was down does not fail again under its backlog. A handler that is no
        longer in the app can be resumed as well: that clears it.

        Examples:
          hook resume forward:crm --why "maintenance is over"
        """;

    protected override Command Describe() => new("resume", "Resumes a paused handler, and queues the events that wait for it.") { handler, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var request = new ResumeRequest { Handler = parsed.GetRequiredValue(handler), RequestedBy = parsed.GetValue(who), Reason = parsed.GetValue(why) };
        var view = await client.PostAsync<ResumeRequest, HandlerView>("handlers/resume", request, cancellationToken);
        Write(parsed, view, screen => screen.Line(TerminalText.Id(view.Name), HandlerText.State(view)));
        return ExitCode.Success;
    }
}
