using System.CommandLine;

namespace Cli.Operating;

/// <summary>Who gives an order, for the history of what it changes.</summary>
internal static class Person
{
    public static Option<string?> Who() => new("--who") { HelpName = "NAME", Description = "Who gives the order; your user name at this machine, when left out." };

    public static string Of(string? given) => given ?? $"{Environment.UserName}@{Environment.MachineName}";
}
