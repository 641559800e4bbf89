using System.Net;
using Cli.Profiles;
using Cli.Rendering;

namespace Cli.Operating;

// The options for the address of a receiver and the authentication there.
internal sealed class ReceiverOptions
{
    private readonly CliContext context;
    private readonly TokenOption token;
    private readonly Option<string?> url = Url();
    private readonly Option<string?> profile = Profile($"'{ProfileFile.DefaultName}'");
    private readonly Option<string?> key = new("--key") { HelpName = "KEY", Description = "The function key; default: the environment variable HOOK_KEY, else that of the profile. Not needed on this machine." };

    public ReceiverOptions(CliContext context) => (this.context, token) = (context, new(this));

    public IEnumerable<Option> Options => [url, profile, key, token];

    // Those of a verb that asks a receiver.
    public static ReceiverOptions? In(Command command) => command.Options.OfType<TokenOption>().FirstOrDefault()?.Owner;

    public static Option<string?> Url() => new("--url") { HelpName = "URL", Description = $"The receiver's address; default: the environment variable HOOK_URL, else that of the profile, else {ReceiverAddress.Default}." };

    public static Option<string?> Profile(string unlessNamed) => new("--profile") { HelpName = "NAME", Description = $"A receiver saved by hook login; default: the environment variable HOOK_PROFILE, else {unlessNamed}." };

    public static Option<string?> Token() => new TokenOption(null);

    // Of a verb that no saved profile is meant for, unless one is named.
    public static Uri Address(ParseResult parsed, Option<string?> url, Option<string?>? profile, CliContext context) =>
        ReceiverAddress.Find(parsed.GetValue(url), profile is null ? null : parsed.GetValue(profile), usesDefault: false, context).Address;

    public ReceiverAddress Address(ParseResult parsed) => ReceiverAddress.Find(parsed.GetValue(url), parsed.GetValue(profile), usesDefault: true, context);

    public OperatorClient Connect(ParseResult parsed)
    {
        var receiver = Address(parsed);
        return Connect(receiver, new Credentials(
            OptionOrVariable(parsed.GetValue(key), "HOOK_KEY", context) ?? receiver.Profile?.Key,
            OptionOrVariable(parsed.GetValue(token), "HOOK_TOKEN", context)), context.Waiting);
    }

    public static OperatorClient Connect(ReceiverAddress receiver, Credentials credentials, Waiting? waiting = null)
    {
        if (credentials.Token?.Any(c => c is <= ' ' or > '~') == true || credentials.Key?.Any(c => c is <= ' ' or > '~') == true)
        {
            throw new UsageException("--key, --token: invalid characters; give it as one line, without quotes.");
        }

        return credentials is not { Key: null, Token: null } && receiver.Address.Scheme == "http" && !IsThisMachine(receiver.Address)
            ? throw new UsageException($"{receiver.Origin}: the {(credentials.Key is null ? "token" : "key")} would be sent unencrypted; write the address with https.")
            : new OperatorClient(receiver.Address, credentials, waiting);
    }

    public static string? OptionOrVariable(string? option, string variable, CliContext context) =>
        option?.Trim() is { Length: > 0 } text ? text : option is null ? ReceiverAddress.Variable(context, variable) : null;

    private sealed class TokenOption : Option<string?>
    {
        public TokenOption(ReceiverOptions? owner)
            : base("--token")
        {
            (Owner, HelpName, Description) = (owner, "TOKEN", "An Entra ID access token, for an app that requires a sign-in; default: HOOK_TOKEN.");
        }

        public ReceiverOptions? Owner { get; }
    }

    private static bool IsThisMachine(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
