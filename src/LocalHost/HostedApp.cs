using Functions.Composition;
using LocalHost.Settings;
using Webhooks.Settings;
using Webhooks.Storage;

namespace LocalHost;

// The only place that names the app.
internal static class HostedApp
{
    public static LocalHostOptions Options { get; } = new()
    {
        App = typeof(ReceiverServices).Assembly,
        Home = "operator",
        Begin = settings => StorageConnection.Open(settings.AsEnumerable()),
        AddServices = (services, settings) => services.AddReceiver(settings),
        // Who can reach this machine's port can read its disk.
        Defaults = new Dictionary<string, string?> { [OperatorSettings.RawBodies] = "true" },
        PublicRoutes = ["webhooks", "health"],
        // The start report lists the sources already. Warnings about a source are still logged.
        Logging = logging => logging.AddFilter("Webhooks.Receiving.AnnouncedSources", LogLevel.Warning),
        // Its secrets protect nothing, and nobody who starts it for the first time can do anything about them.
        LoggingOfSample = logging => logging.AddFilter("Webhooks.Receiving.AnnouncedSources", LogLevel.Error),
    };
}
