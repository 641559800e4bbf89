using Functions.Composition;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>The only place that names the product.</summary>
public static class Receiver
{
    public static LocalHostOptions Options { get; } = new()
    {
        App = typeof(ReceiverServices).Assembly,
        Home = """
            A webhook receiver runs here: LocalHost, on a developer's machine, not Azure Functions.

            Senders       POST /api/webhooks/SOURCE
            Operators     /api/operator
            Does it work  /api/health/ready

            How to use it is written in README.md and docs of its repository.

            """,
        AddServices = (services, settings) => services.AddReceiver(settings),
        PublicRoutes = ["webhooks", "health"],
        // The start report lists the sources already; what is wrong with one is still logged.
        Logging = logging => logging.AddFilter("Webhooks.Receiving.AnnouncedSources", LogLevel.Warning),
    };
}
