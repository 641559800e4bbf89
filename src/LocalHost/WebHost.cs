using LocalHost.Discovery;
using LocalHost.Http;
using LocalHost.Queues;
using LocalHost.Settings;
using LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LocalHost;

internal static class WebHost
{
    public static WebApplication Build(LocalHostOptions options, IConfigurationRoot settings, HostJson host, IReadOnlyList<Function> functions)
    {
        var guard = new RequestGuard(options, host);
        // Empty: no appsettings.json, no console, no signal handlers. An app in a test must not handle the test's Ctrl+C.
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = Environments.Development });
        builder.Configuration.AddConfiguration(settings, shouldDisposeConfiguration: true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(RemoveLimits);
        AddLogging(builder.Logging, options);
        AddHost(builder.Services);
        foreach (var type in functions.Select(function => function.Class).OfType<Type>().Distinct())
        {
            builder.Services.AddTransient(type);
        }

        options.AddServices(builder.Services, builder.Configuration);
        options.Overrides?.Invoke(builder.Services);
        foreach (var function in options.Listen ? functions : [])
        {
            AddListener(builder.Services, function, host.Queues, options.Invisibility);
        }

        var app = builder.Build();
        app.Urls.Add(options.Urls);
        app.Services.GetRequiredService<HttpFunctions>().Map(app, functions, guard, options.Home is { } home ? host.PathOf(home) : null);
        return app;
    }

    // The app has its own limit for bodies.
    private static void RemoveLimits(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.AddServerHeader = false;
    }

    private static void AddLogging(ILoggingBuilder logging, LocalHostOptions options)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        foreach (var category in new[] { "Webhooks", "Functions", nameof(LocalHost) })
        {
            logging.AddFilter(category, options.MinimumLevel);
        }

        // A failed start reaches the caller as an exception.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        options.Logging?.Invoke(logging);
    }

    private static void AddHost(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoSignalHandling>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddRouting();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<HttpFunctions>().AddSingleton<QueueConnection>().AddSingleton<StorageMonitor>();
    }

    private static void AddListener(IServiceCollection services, Function function, QueueSettings queues, TimeSpan invisibility)
    {
        switch (function.Trigger)
        {
            case Trigger.Queue queue:
                services.AddSingleton<IHostedService>(provider => new QueueListener(function, queue, queues, invisibility, provider));
                break;
            case Trigger.Timer timer:
                services.AddSingleton<IHostedService>(provider => new FunctionTimer(function, timer, provider));
                break;
        }
    }
    // Program handles signals.
    private sealed class NoSignalHandling : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
