using Functions;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>The only place that names the product.</summary>
public static class Receiver
{
    public static LocalHostOptions Options { get; } = new()
    {
        App = typeof(ReceiverServices).Assembly,
        AddServices = (services, settings) => services.AddReceiver(settings),
        PublicRoutes = ["webhooks", "health"],
        // The start report lists the sources already; what is wrong with one is still logged.
        Logging = logging => logging.AddFilter("Functions.AnnouncedSources", LogLevel.Warning),
    };
}
