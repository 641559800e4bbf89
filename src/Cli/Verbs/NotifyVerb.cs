using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class NotifyVerb(CliContext context)
{
    public Command Create() => new("notify", "Notifications to people.") { new NotifyTestVerb(context).Create() };
}
