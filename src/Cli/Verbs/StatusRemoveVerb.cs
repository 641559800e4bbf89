using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class StatusRemoveVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> source = new("SOURCE") { Description = "The source that reported it." };

    private readonly Argument<string[]> thing = new("THING")
    {
        Description = "Its kind and the sender's id of it, as on the board: KIND ID or KIND/ID.",
        Arity = new ArgumentArity(1, 2),
    };

    private readonly Option<string> why = CommonOptions.Why();
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        For what no longer exists. Resources that are no longer reported expire by themselves after Status__Retention, a year by
        default. An event that reports the resource again brings it back.

        Examples:
          hook status remove novavms camera/cam_7 --why "camera was removed"
        """;

    protected override Command Describe() => new("remove", "Removes a resource from the status board.") { source, thing, why, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var (kind, id) = Split(parsed.GetRequiredValue(thing));
        var request = new StatusRequest { Kind = kind, Id = id, RequestedBy = parsed.GetValue(who), Reason = parsed.GetValue(why) };
        var path = $"status/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}/remove";
        var removed = await client.PostAsync<StatusRequest, ResourceView>(path, request, cancellationToken);
        Write(parsed, removed, screen => screen.Line(
            $"{TerminalText.Id(removed.Kind)} {TerminalText.Id(removed.Id)}: removed. It was {TerminalText.Id(removed.State)} since {TerminalText.Time(removed.ChangedAt)}.", Emphasis.Success));
        return ExitCode.Success;
    }

    // Ids may hold slashes, kinds do not.
    private static (string Kind, string Id) Split(string[] words)
    {
        var parts = words.Length == 2 ? words : words[0].Split('/', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : throw new UsageException($"THING: '{TerminalText.Id(words[0])}' names no kind; write KIND/ID, for example camera/cam_7.");
    }
}
