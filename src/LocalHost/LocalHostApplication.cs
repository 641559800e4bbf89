using LocalHost.Discovery;
using LocalHost.Http;
using LocalHost.Settings;
using LocalHost.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace LocalHost;

// A function app, running without Azure Functions and without Core Tools.
internal sealed class LocalHostApplication : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LocalStorage storage;

    private LocalHostApplication(WebApplication app, IReadOnlyList<Function> functions, LocalStorage storage, string? settingsFile)
    {
        (this.app, Functions, this.storage, SettingsFile) = (app, functions, storage, settingsFile);
    }

    public Uri BaseAddress { get; private set; } = new(LocalHostOptions.DefaultUrl);

    // The addresses at which other machines can call it; null when none can.
    public string? ExternalAddress { get; private set; }

    public IServiceProvider Services => app.Services;

    public IReadOnlyList<Function> Functions { get; }

    public string? SettingsFile { get; }

    // Cancelled when the app stops for any reason.
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    public string Storage => storage.Description;

    public static async Task<LocalHostApplication> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default)
    {
        ListenAddress.Check(options.Urls);
        var root = options.Root ?? RepositoryRoot.Find();
        var file = options.SettingsFile is null && options.Settings.Count > 0 ? null : Settings.SettingsFile.Find(root, options.SettingsFile);
        var settings = AppSettings.Build(file, options);
        options.Begin?.Invoke(settings);
        var host = HostJson.Read(Path.Combine(root, "host.json"), settings);
        var functions = new FunctionFinder(settings, host).Find(options.App.GetTypes().Where(options.Where));
        try
        {
            var logging = options.Logging + (file is { IsSample: true } ? options.LoggingOfSample : null);
            var app = WebHost.Build(options with { Logging = logging }, settings, host, functions);
            var running = new LocalHostApplication(app, functions, new(root, options.Progress, app.Services.GetRequiredService<ILogger<LocalStorage>>()), file?.Path);
            await running.StartAsync(options, settings, cancellationToken);
            return running;
        }
        catch (OptionsValidationException invalid)
        {
            throw new CannotStartException([.. invalid.Failures]);
        }
    }

    // Runs a queue function with a message, or a timer function, once. Its exceptions are thrown here.
    public Task InvokeAsync(string function, string? message = null, CancellationToken cancellationToken = default) => InvokeAsync(function, message, dequeueCount: null, cancellationToken);

    public async Task InvokeAsync(string function, string? message, long? dequeueCount, CancellationToken cancellationToken)
    {
        var found = Functions.SingleOrDefault(known => known.Name == function) ?? throw new ArgumentException($"There is no function {function}.", nameof(function));
        object trigger = (found.Trigger, message) switch
        {
            (Trigger.Queue, not null) => message,
            (Trigger.Timer, null) => new TimerInfo(),
            (Trigger.Http, _) => throw new ArgumentException($"{function} is called over HTTP, at {BaseAddress}.", nameof(function)),
            _ => throw new ArgumentException($"{function} takes {(message is null ? "a message" : "no message")}.", nameof(message)),
        };
        await using var scope = Services.CreateAsyncScope();
        await found.RunAsync(scope.ServiceProvider, new(trigger, cancellationToken) { DequeueCount = dequeueCount });
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Stopping twice does nothing. Storage is last, because functions that are finishing need it.
        await app.StopAsync();
        await app.DisposeAsync();
        await storage.DisposeAsync();
    }

    private async Task StartAsync(LocalHostOptions options, IConfiguration settings, CancellationToken cancellationToken)
    {
        try
        {
            // Before storage is started, so that invalid settings are reported at once.
            Services.GetService<IStartupValidator>()?.Validate();
            if (options.StartStorage)
            {
                await storage.StartAsync(settings["AzureWebJobsStorage"], cancellationToken);
            }

            await app.StartAsync(cancellationToken);
            (BaseAddress, ExternalAddress) = (ListenAddress.ToCall(app.Urls.First()), ListenAddress.External(app.Urls.First()));
        }
        catch
        {
            await app.DisposeAsync();
            await storage.DisposeAsync();
            throw;
        }
    }
}
