using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Cli.Verbs;

// Notes and examples after the generated help of a verb.
internal static class Help
{
    public static Command With(this Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        return command;
    }

    public static Command WithNotes(this Command command, string notes)
    {
        if (command.Options.OfType<HelpOption>().FirstOrDefault() is not { } help)
        {
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Description = "Show this help.";
        help.Action = new HelpWithNotes((HelpAction)help.Action!, notes);
        return command;
    }

    private sealed class HelpWithNotes(HelpAction help, string notes) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(notes);
            return code;
        }
    }
}
