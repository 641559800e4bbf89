using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class StatusClearVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> kind = new("KIND") { Description = "The kind of resource, as on the board." };
    private readonly Argument<string> id = new("ID") { Description = "The sender's id of it." };
    private readonly Option<string> source = CommonOptions.RequiredSource();
    private readonly Option<string> why = CommonOptions.Why();
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        Some senders report a failure and never its end. Later reports of the sender count again.

        Examples:
          hook status clear camera cam_7 --source novavms --why "it records again"
        """;

    protected override Command Describe() => new("clear", "Marks a resource of the status board as healthy.") { kind, id, source, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var request = new StatusRequest
        {
            Kind = parsed.GetRequiredValue(kind),
            Id = parsed.GetRequiredValue(id),
            RequestedBy = parsed.GetValue(who),
            Reason = parsed.GetValue(why),
        };
        var path = $"status/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}/clear";
        var resource = await client.PostAsync<StatusRequest, ResourceView>(path, request, cancellationToken);
        var name = $"{TerminalText.Id(resource.Kind)} {TerminalText.Id(resource.Id)}";
        Write(parsed, resource, screen =>
            screen.Line($"{name}: {TerminalText.Id(resource.State)}. {TerminalText.Error(resource.Summary)}", resource.IsUnhealthy ? Emphasis.Error : Emphasis.Success));
        return resource.IsUnhealthy
            ? throw new ReceiverException($"{name} is still {TerminalText.Id(resource.State)}: its sender reported it again in the meantime. See `hook status --unhealthy`.")
            : ExitCode.Success;
    }
}
