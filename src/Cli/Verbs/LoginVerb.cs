using Cli.Operating;
using Cli.Profiles;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class LoginVerb(CliContext context)
{
    private const string Notes = """
        The key is read from standard input, or asked for and not shown. It is saved when the receiver accepts it, in profiles.json in the
        folder hook under XDG_CONFIG_HOME (else ~/.config; on Windows %APPDATA%), which only this user can read.

        The profile 'default' is used where nothing else names a receiver; any other by --profile or HOOK_PROFILE. HOOK_URL, HOOK_KEY and
        HOOK_TOKEN win. `hook send` uses a profile only when one is named. A token is not saved, since it expires within hours.

        Exit code: 0 saved, 1 the receiver did not accept it, and nothing was saved, 2 invalid arguments.

        Examples:
          hook login --url https://my-receiver.azurewebsites.net
          az functionapp keys list --name my-receiver --resource-group my-group --query functionKeys.default --output tsv | hook login --url https://my-receiver.azurewebsites.net
          hook login --profile staging --url https://staging.example.com
        """;

    private static readonly string[] Winning = ["HOOK_URL", "HOOK_KEY"];

    private readonly Option<string?> url = new("--url") { HelpName = "URL", Description = "The receiver's address; default: the one that the profile has." };
    private readonly Option<string> profile = ProfilesVerb.Profile();
    private readonly Option<string?> token = ReceiverOptions.Token();

    // What is on a command line stays in the shell's history, and every process of the machine can read it.
    private readonly Option<string?> key = new("--key") { Hidden = true };

    public Command Create()
    {
        var command = new Command("login", "Saves the address and the key of a receiver for this user, once the receiver accepts them.") { url, profile, token, key };
        command.SetAction(RunAsync);
        return command.WithNotes(Notes);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetResult(key) is not null)
        {
            throw new UsageException("--key: as an argument it stays in the shell's history. Leave it out: the key is asked for, or read from standard input. If it was a real key, renew it.");
        }

        var (file, name) = (new ProfileFile(context), ProfilesVerb.NameOf(parsed, profile));
        var profiles = file.Read();
        var text = parsed.GetValue(url) ?? profiles.GetValueOrDefault(name)?.Url ?? ReceiverAddress.Variable(context, "HOOK_URL")
            ?? throw new UsageException("--url: give the address of the receiver, for example https://my-receiver.azurewebsites.net.");
        var receiver = new ReceiverAddress(ReceiverAddress.Parse(text, "--url"), "--url");
        var given = await KeyAsync(receiver, cancellationToken);
        using var client = ReceiverOptions.Connect(receiver, new Credentials(given, ReceiverOptions.OptionOrVariable(parsed.GetValue(token), "HOOK_TOKEN", context)), context.Waiting);
        var sources = await client.SourceNamesAsync(cancellationToken);

        profiles[name] = new Profile(receiver.Address.AbsoluteUri.TrimEnd('/'), given);
        file.Write(profiles);
        context.Screen.Line($"Saved as '{name}': {profiles[name].Url}, {(given is null ? "no key" : "with its key")}. It has {Quantity.Count(sources.Count, "source")}.", Emphasis.Success);
        foreach (var variable in Winning.Where(variable => ReceiverAddress.Variable(context, variable) is not null))
        {
            await context.Error.WriteLineAsync($"{variable} is set, and wins over the profile; unset it to use what was saved.");
        }

        return ExitCode.Success;
    }

    // Null for none: the receiver of this machine asks for no key.
    private async Task<string?> KeyAsync(ReceiverAddress receiver, CancellationToken cancellationToken)
    {
        var question = $"Function key of {receiver.Address} (not shown; empty for none): ";
        var line = context.AskSecret is { } ask
            ? await Task.Run(() => ask(question), cancellationToken).WaitAsync(cancellationToken)
            : await context.Input.ReadLineAsync(cancellationToken);
        return line?.Trim() is { Length: > 0 } key ? key : null;
    }
}
