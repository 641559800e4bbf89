using LocalHost;
using LocalHost.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.LocalHost;

/// <summary>LocalHost with function classes of a test instead of the product's.</summary>
internal static class SampleHost
{
    /// <summary>Options for these classes: any free port, settings of the test's own, nothing listening.</summary>
    public static LocalHostOptions With(params Type[] functions) => new()
    {
        App = typeof(SampleHost).Assembly,
        Where = functions.Contains,
        AddServices = (_, _) => { },
        Root = RepositoryRoot.Path,
        Settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true" },
        Urls = "http://127.0.0.1:0",
        Listen = false,
    };

    public static LocalHostOptions Knowing<T>(this LocalHostOptions options, T service)
        where T : class =>
        options with { Overrides = services => services.AddSingleton(service) };

    public static LocalHostOptions Setting(this LocalHostOptions options, params (string Key, string Value)[] settings) => options with
    {
        Settings = new Dictionary<string, string?>(options.Settings.Where(old => settings.All(setting => setting.Key != old.Key))
            .Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))),
    };

    public static Task<LocalHostApplication> StartAsync(this LocalHostOptions options) => LocalHostApplication.StartAsync(options);

    /// <summary>What the developer reads instead of a running host.</summary>
    public static async Task<string> RefusalAsync(this LocalHostOptions options) =>
        (await Should.ThrowAsync<CannotStartException>(options.StartAsync())).Message;
}
