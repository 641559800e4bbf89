using System.CommandLine;
using System.Net;

namespace Cli.Operating;

/// <summary>The options that say which receiver, and how to be let in.</summary>
internal sealed class Receiver(CliContext context)
{
    public const string Here = "http://127.0.0.1:7071";

    private readonly Option<string?> url = Url();
    private readonly Option<string?> key = new("--key") { HelpName = "KEY", Description = "The function key; without it, the environment variable HOOK_KEY. None is needed on this machine." };
    private readonly Option<string?> token = new("--token") { HelpName = "TOKEN", Description = "An Entra ID access token, for an app that asks for a sign-in; without it, HOOK_TOKEN." };

    public IEnumerable<Option> Options => [url, key, token];

    public static Option<string?> Url() => new("--url") { HelpName = "URL", Description = $"Where the receiver listens; without it, the environment variable HOOK_URL, else {Here}." };

    /// <summary>The address that was given, and by what.</summary>
    public static (string Text, string By) Address(ParseResult parsed, Option<string?> url, CliContext context) =>
        parsed.GetValue(url) is { } given ? (given, "--url")
        : Given(null, "HOOK_URL", context) is { } known ? (known, "HOOK_URL")
        : (Here, "--url");

    public OperatorClient Connect(ParseResult parsed)
    {
        var (text, by) = Address(parsed, url, context);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
        {
            throw new UnusableArgumentException($"{by}: '{text}' is no address; write it like {Here}.");
        }

        var pass = new Pass(Given(parsed.GetValue(key), "HOOK_KEY", context), Given(parsed.GetValue(token), "HOOK_TOKEN", context));
        if (pass.Token?.Any(c => c is <= ' ' or > '~') == true || pass.Key?.Any(c => c is <= ' ' or > '~') == true)
        {
            throw new UnusableArgumentException("--key, --token: there are characters in it that neither has; give it as one line, without quotes.");
        }

        return pass is not { Key: null, Token: null } && address.Scheme == "http" && !IsThisMachine(address)
            ? throw new UnusableArgumentException($"{by}: the {(pass.Key is null ? "token" : "key")} would travel unencrypted; write the address with https.")
            : new OperatorClient(address, pass);
    }

    private static string? Given(string? option, string variable, CliContext context) =>
        (option ?? context.Variables.GetValueOrDefault(variable))?.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsThisMachine(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}

/// <summary>What lets a caller in.</summary>
internal sealed record Pass(string? Key, string? Token);
