using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalHost;

public sealed record LocalHostOptions
{
    public const string DefaultUrl = "http://127.0.0.1:7071";

    /// <summary>The function app: the assembly with the methods marked [Function].</summary>
    public required Assembly App { get; init; }

    /// <summary>Which of its classes count.</summary>
    public Func<Type, bool> Where { get; init; } = _ => true;

    /// <summary>The app's composition root.</summary>
    public required Action<IServiceCollection, IConfiguration> AddServices { get; init; }

    /// <summary>What a person reads at the root; 404 when it is not given.</summary>
    public string? Home { get; init; }

    /// <summary>Applied last, so that a test can put its own clock or client in.</summary>
    public Action<IServiceCollection>? Overrides { get; init; }

    /// <summary>The folder with host.json; found from the current directory when not given.</summary>
    public string? Root { get; init; }

    /// <summary>A file in the form of local.settings.json; environment variables win over it.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>Settings that win over the file and over the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public string Urls { get; init; } = DefaultUrl;

    /// <summary>Names that it answers to besides those of this machine; <c>*.</c> stands for all below one.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>What begins so, below the route prefix, answers anyone by any name, as senders call it through tunnels.</summary>
    public IReadOnlyList<string> PublicRoutes { get; init; } = [];

    /// <summary>Off: queues and timers stand still, and <see cref="LocalHostApplication.InvokeAsync"/> runs functions by hand.</summary>
    public bool Listen { get; init; } = true;

    /// <summary>Whether Azurite is started when development storage does not answer.</summary>
    public bool StartStorage { get; init; }

    /// <summary>How long a received message stays hidden before that is renewed. Azure fixes it; tests shorten it.</summary>
    public TimeSpan Invisibility { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From which level on the app's own log events are told; those of libraries from warnings on.</summary>
    public LogLevel MinimumLevel { get; init; } = LogLevel.Information;

    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Hears what takes long while starting.</summary>
    public Action<string> Say { get; init; } = _ => { };
}
