using Cli.Profiles;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class LogoutVerb(CliContext context)
{
    private const string Notes = """
        The key itself stays valid at the receiver: az functionapp keys set renews it.

        Exit code: 0 removed, 1 there was nothing to remove, 2 invalid arguments.

        Examples:
          hook logout
          hook logout --profile staging
          hook logout --all
        """;

    private readonly Option<string> profile = ProfilesVerb.Profile();
    private readonly Option<bool> all = new("--all") { Description = "Every profile." };

    public Command Create()
    {
        var command = new Command("logout", "Removes a saved receiver and its key.") { profile, all };
        command.SetAction(Run);
        return command.WithNotes(Notes);
    }

    private int Run(ParseResult parsed)
    {
        var (file, name) = (new ProfileFile(context), ProfilesVerb.NameOf(parsed, profile));
        var everything = parsed.GetValue(all);
        if (everything && parsed.GetResult(profile) is { Implicit: false })
        {
            throw new UsageException("--all: it excludes --profile; leave one of them out.");
        }

        var profiles = file.Read();
        var removed = profiles.Keys.Where(known => everything || known == name).ToList();
        if (removed.Count == 0)
        {
            context.Error.WriteLine(ProfileFile.Unknown(name, profiles.Keys));
            return ExitCode.Failure;
        }

        removed.ForEach(known => profiles.Remove(known));
        file.Write(profiles);
        context.Screen.Line($"Removed: {string.Join(", ", removed)}.", Emphasis.Success);
        return ExitCode.Success;
    }
}
