using System.CommandLine;
using System.Net;

namespace Cli.Operating;

/// <summary>The options that say which receiver, and how to be let in.</summary>
internal sealed class Receiver(Surroundings around)
{
    public const string Notes = """
        Exit code: 0 done, 1 the receiver did not do it, 2 the arguments are unusable.
        """;

    private readonly Option<string> url = new("--url") { HelpName = "URL", Description = "Where the receiver listens.", DefaultValueFactory = _ => "http://127.0.0.1:7071" };
    private readonly Option<string?> key = new("--key") { HelpName = "KEY", Description = "The function key; without it, the environment variable HOOK_KEY. None is needed on this machine." };

    public IEnumerable<Option> Options => [url, key];

    public OperatorClient Connect(ParseResult parsed)
    {
        var text = parsed.GetRequiredValue(url);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
        {
            throw new UnusableArgumentException($"--url: '{text}' is no address; write it like http://127.0.0.1:7071.");
        }

        var given = (parsed.GetValue(key) ?? around.Variables.GetValueOrDefault("HOOK_KEY"))?.Trim();
        return given is { Length: > 0 } && address.Scheme == "http" && !IsThisMachine(address)
            ? throw new UnusableArgumentException("--url: the key would travel unencrypted; write the address with https.")
            : new OperatorClient(address, given is { Length: > 0 } ? given : null);
    }

    private static bool IsThisMachine(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
