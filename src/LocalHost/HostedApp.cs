using Functions.Composition;
using LocalHost.Settings;
using Webhooks.Settings;

namespace LocalHost;

// The only place that names the app.
internal static class HostedApp
{
    public static LocalHostOptions Options { get; } = new()
    {
        App = typeof(ReceiverServices).Assembly,
        Home = """
            A webhook receiver runs here: LocalHost, on a developer's machine, not Azure Functions.

            Senders    POST /api/webhooks/SOURCE
            Operators  /api/operator
            Health     /api/health/ready

            Its documentation is in README.md and docs of its repository.

            """,
        AddServices = (services, settings) => services.AddReceiver(settings),
        // Who can reach this machine's port can read its disk.
        Defaults = new Dictionary<string, string?> { [OperatorSettings.RawBodies] = "true" },
        PublicRoutes = ["webhooks", "health"],
        // The start report lists the sources already. Warnings about a source are still logged.
        Logging = logging => logging.AddFilter("Webhooks.Receiving.AnnouncedSources", LogLevel.Warning),
    };
}
