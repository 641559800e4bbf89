using System.Net;
using Cli.Rendering;

namespace Cli.Operating;

// The options for the address of a receiver and the authentication there.
internal sealed class ReceiverOptions(CliContext context)
{
    public const string DefaultUrl = "http://127.0.0.1:7071";

    private readonly Option<string?> url = Url();
    private readonly Option<string?> key = new("--key") { HelpName = "KEY", Description = "The function key; default: the environment variable HOOK_KEY. Not needed on this machine." };
    private readonly Option<string?> token = new("--token") { HelpName = "TOKEN", Description = "An Entra ID access token, for an app that requires a sign-in; default: HOOK_TOKEN." };

    public IEnumerable<Option> Options => [url, key, token];

    public static Option<string?> Url() => new("--url") { HelpName = "URL", Description = $"The receiver's address; default: the environment variable HOOK_URL, else {DefaultUrl}." };

    public static Uri Address(ParseResult parsed, Option<string?> url, CliContext context) => Address(parsed.GetValue(url), context).Address;

    public OperatorClient Connect(ParseResult parsed)
    {
        var (address, origin) = Address(parsed.GetValue(url), context);
        var credentials = new Credentials(OptionOrVariable(parsed.GetValue(key), "HOOK_KEY", context), OptionOrVariable(parsed.GetValue(token), "HOOK_TOKEN", context));
        if (credentials.Token?.Any(c => c is <= ' ' or > '~') == true || credentials.Key?.Any(c => c is <= ' ' or > '~') == true)
        {
            throw new UsageException("--key, --token: invalid characters; give it as one line, without quotes.");
        }

        return credentials is not { Key: null, Token: null } && address.Scheme == "http" && !IsThisMachine(address)
            ? throw new UsageException($"{origin}: the {(credentials.Key is null ? "token" : "key")} would be sent unencrypted; write the address with https.")
            : new OperatorClient(address, credentials);
    }

    private static (Uri Address, string Origin) Address(string? given, CliContext context)
    {
        var variable = given is null ? OptionOrVariable(null, "HOOK_URL", context) : null;
        var (text, origin) = (given ?? variable ?? DefaultUrl, variable is null ? "--url" : "HOOK_URL");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0
            ? (address, origin)
            : throw new UsageException($"{origin}: '{text}' is not an address; write it like {DefaultUrl}.");
    }

    private static string? OptionOrVariable(string? option, string variable, CliContext context) =>
        (option ?? context.Variables.GetValueOrDefault(variable))?.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsThisMachine(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
