using Cli.Rendering;
using Cli.Senders;
using Cli.Sending;
using Webhooks;

namespace Cli.Verbs;

internal sealed class PresetsVerb(CliContext context)
{
    private const string Notes = """
        "time" says whether the time of sending is signed, "handshake" whether the sender asks something before it sends events. What is
        weak, and what an unsigned id means, says `hook presets show`. No receiver is needed.

        A sender that is not here may follow Standard Webhooks (`standard-webhooks`). Any other is described by settings: see
        docs/senders/new-sender.md.

        Exit code: 0 done, 1 nothing matches, 2 invalid arguments.

        Examples:
          hook presets
          hook presets --search payment
          hook presets show github
          hook presets --json | jq -r 'select(.weakness) | .name'
        """;

    private readonly Option<string?> search = new("--search") { HelpName = "TEXT", Description = "Only those with this text in name, signature or event types." };
    private readonly Option<bool> json = CommonOptions.Json();

    public Command Create()
    {
        var command = new Command("presets", "Lists the senders whose way of signing is known.") { search, json, new PresetsShowVerb(context).Create() };
        command.SetAction(Run);
        return command.WithNotes(Notes);
    }

    private int Run(ParseResult parsed)
    {
        var text = parsed.GetValue(search);
        var found = new SenderCatalog(LocalSettings.Find(context).Presets).All.Where(sender => text is null || SenderCatalog.Matches(sender, text)).ToList();
        if (parsed.GetValue(json))
        {
            found.ForEach(sender => context.WriteJson(sender, SenderView.Json));
        }
        else
        {
            context.Screen.Table(SenderText.Table(found));
            context.Screen.Line(found.Count == 0 ? "No preset matches; see docs/senders/new-sender.md." : $"{Quantity.Count(found.Count, "preset")}. `hook presets show NAME` has the details.");
        }

        return found.Count == 0 ? ExitCode.Failure : ExitCode.Success;
    }
}
