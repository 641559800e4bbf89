using System.Reflection;

namespace LocalHost.Settings;

internal sealed record LocalHostOptions
{
    public const string DefaultUrl = "http://127.0.0.1:7071";

    // The function app: the assembly with the methods marked [Function].
    public required Assembly App { get; init; }

    public Func<Type, bool> Where { get; init; } = _ => true;

    // Called first, with what the app will be started with.
    public Action<IConfiguration>? Begin { get; init; }

    // The app's composition root.
    public required Action<IServiceCollection, IConfiguration> AddServices { get; init; }

    // The route below the prefix that the root address leads to; 404 when null.
    public string? Home { get; init; }

    // Applied last, so that a test can replace clock or clients.
    public Action<IServiceCollection>? Overrides { get; init; }

    // The folder with host.json; default: found from the current directory.
    public string? Root { get; init; }

    // Where neither the file nor the environment says otherwise.
    public IReadOnlyDictionary<string, string?> Defaults { get; init; } = new Dictionary<string, string?>();

    // In the form of local.settings.json. Environment variables win over it.
    public string? SettingsFile { get; init; }

    // These win over the file and over the environment.
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public string Urls { get; init; } = DefaultUrl;

    // Host names to answer to besides those of this machine; "*." allows all subdomains.
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    // Routes below the prefix that anyone may call by any host name, as senders do through tunnels.
    public IReadOnlyList<string> PublicRoutes { get; init; } = [];

    // False: queues and timers do not run, and tests run functions with InvokeAsync.
    public bool Listen { get; init; } = true;

    // Starts Azurite when development storage does not answer.
    public bool StartStorage { get; init; }

    // How long a received message stays hidden before that is renewed. Fixed in Azure; tests shorten it.
    public TimeSpan Invisibility { get; init; } = TimeSpan.FromMinutes(10);

    // The minimum level of the app's own log; that of libraries is Warning.
    public LogLevel MinimumLevel { get; init; } = LogLevel.Information;

    public Action<ILoggingBuilder>? Logging { get; init; }

    // After that, when the settings are those of the sample.
    public Action<ILoggingBuilder>? LoggingOfSample { get; init; }

    // Receives messages about slow steps of the start.
    public Action<string> Progress { get; init; } = _ => { };
}
