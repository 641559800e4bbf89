using Microsoft.Extensions.Configuration;

namespace Functions.Tests.Deploying;

/// <summary>host.json, by flat names such as <c>extensions:queues:batchSize</c>.</summary>
internal static class HostSettings
{
    public static IReadOnlyDictionary<string, string> All { get; } = new ConfigurationBuilder()
        .AddJsonFile(RepositoryRoot.Combine("host.json"))
        .Build()
        .AsEnumerable()
        .Where(setting => setting.Value is not null)
        .ToDictionary(setting => setting.Key, setting => setting.Value!);
}
