using Cli.Rendering;
using Cli.Senders;
using Cli.Sending;

namespace Cli.Verbs;

internal sealed class PresetsShowVerb(CliContext context)
{
    private const string Notes = """
        Exit code: 0 done, 2 invalid arguments.

        Examples:
          hook presets show github
          hook presets show stripe --json
        """;

    private readonly Argument<string> preset = new("NAME") { HelpName = "NAME", Description = "The preset, as in Sources__<name>__Scheme." };
    private readonly Option<bool> json = CommonOptions.Json();

    public Command Create()
    {
        preset.CompletionSources.Add(_ => Senders().Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var command = new Command("show", "Shows one sender: how it signs, what is weak, where its secret and its address are.") { preset, json };
        command.SetAction(Run);
        return command.WithNotes(Notes);
    }

    private int Run(ParseResult parsed)
    {
        var sender = Senders().Find(parsed.GetRequiredValue(preset), "NAME");
        if (parsed.GetValue(json))
        {
            context.WriteJson(sender, SenderView.Json);
            return ExitCode.Success;
        }

        context.Screen.WriteSender(sender);
        context.Screen.Line();
        context.Screen.Line($"Next: hook new SOURCE --preset {sender.Name}", Emphasis.Muted);
        return ExitCode.Success;
    }

    private SenderCatalog Senders() => new(LocalSettings.Find(context).Presets);
}
