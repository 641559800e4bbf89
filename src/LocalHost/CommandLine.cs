using LocalHost.Settings;

namespace LocalHost;

internal sealed record CommandLine(string Urls, IReadOnlyList<string> AllowedHosts, string? SettingsFile, bool IsQuiet, bool WantsHelp)
{
    public const string Help = $"""
        Runs the function app on this machine, without Core Tools.

        dotnet run --project src/LocalHost [-- OPTIONS]

          --urls URL        where to listen; default {LocalHostOptions.DefaultUrl}
          --allow-host NAME another host name to answer to, such as a proxy's, also *.NAME; repeatable. Not needed for senders
          --settings FILE   settings in the form of local.settings.json; default that file, else local.settings.sample.json
          --quiet           log warnings and errors only
          --help            show this text

        Environment variables win over the file. Storage is the setting AzureWebJobsStorage; when it is UseDevelopmentStorage=true,
        or a connection string of this machine, and nothing answers there, Azurite is started and stopped with LocalHost.
        Several can run side by side: give each its own --urls, and its own AzureWebJobsStorage unless they share events.
        """;

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var line = new CommandLine(LocalHostOptions.DefaultUrl, [], null, false, false);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, attached) = args[i].Split('=', 2) is [var option, var text] ? (option, text) : (args[i], null);
            line = name switch
            {
                "--help" or "-h" or "-?" => line with { WantsHelp = true },
                "--quiet" => line with { IsQuiet = true },
                "--urls" => line with { Urls = Value() },
                "--allow-host" => line with { AllowedHosts = [.. line.AllowedHosts, Value()] },
                "--settings" => line with { SettingsFile = Value() },
                _ => throw new CannotStartException($"Unknown option {args[i]}; --help lists the options."),
            };

            string Value() => attached ?? (++i < args.Count ? args[i] : throw new CannotStartException($"{name} needs a value; --help shows how."));
        }

        return line;
    }
}
