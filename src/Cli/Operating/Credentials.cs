namespace Cli.Operating;

internal sealed record Credentials(string? Key, string? Token);
