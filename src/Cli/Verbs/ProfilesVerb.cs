using System.Text.Json.Serialization;
using Cli.Operating;
using Cli.Profiles;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed partial class ProfilesVerb(CliContext context)
{
    private const string Notes = """
        "in use" is the one that verbs without --url and --profile use now. Keys are not shown.

        Exit code: 0 done, 2 invalid arguments.

        Examples:
          hook profiles
          hook profiles --json | jq -r .name
        """;

    private static readonly Column<ProfileView>[] Columns =
    [
        new("profile", view => view.Name, IsRigid: true),
        new("address", view => TerminalText.Sanitize(view.Url, int.MaxValue), IsRigid: true),
        new("key", view => view.HasKey ? "saved" : "-"),
        new("", view => new(view.IsInUse ? "in use" : "", Emphasis.Success)),
    ];

    private readonly Option<bool> json = CommonOptions.Json();

    public static Option<string> Profile() => new("--profile") { HelpName = "NAME", Description = "The name that it is saved under.", DefaultValueFactory = _ => ProfileFile.DefaultName };

    public static string NameOf(ParseResult parsed, Option<string> profile) => parsed.GetValue(profile) is { Length: > 0 and <= 64 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        ? name
        : throw new UsageException("--profile: write its name with at most 64 letters, digits, '-', '_' and '.'.");

    public Command Create()
    {
        var command = new Command("profiles", "Lists the receivers that hook login saved.") { json };
        command.SetAction(Run);
        return command.WithNotes(Notes);
    }

    private int Run(ParseResult parsed)
    {
        var file = new ProfileFile(context);
        var inUse = ReceiverAddress.Variable(context, "HOOK_URL") is null ? ReceiverAddress.Variable(context, "HOOK_PROFILE") ?? ProfileFile.DefaultName : null;
        var views = file.Read().Select(saved => new ProfileView(saved.Key, saved.Value.Url, saved.Value.Key is not null, saved.Key == inUse)).ToList();
        if (parsed.GetValue(json))
        {
            views.ForEach(view => context.WriteJson(view, ProfileViewJson.Default.ProfileView));
            return ExitCode.Success;
        }

        context.Screen.Table(Grid.Of(Columns, views));
        context.Screen.Line(views.Count == 0 ? "No profile; `hook login` saves one." : $"{Quantity.Count(views.Count, "profile")}, in {file.Path}.");
        return ExitCode.Success;
    }

    private sealed record ProfileView(string Name, string Url, bool HasKey, bool IsInUse);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(ProfileView))]
    private sealed partial class ProfileViewJson : JsonSerializerContext;
}
