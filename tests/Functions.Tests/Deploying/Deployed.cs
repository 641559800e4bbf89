namespace Functions.Tests.Deploying;

/// <summary>What infra makes of <c>everything.bicepparam</c>.</summary>
public sealed class Deployed : IAsyncLifetime
{
    private static readonly Lazy<Task<Snapshot>> OfEverything = new(() => OfAsync(infra => Task.FromResult(infra.Everything)));

    private static readonly Lazy<Task<Snapshot>> OfExample = new(() => OfAsync(infra => infra.ExampleAsync()));

    internal static Task<Snapshot> Everything => OfEverything.Value;

    /// <summary>What it makes of main.parameters.json.</summary>
    internal static Task<Snapshot> Example => OfExample.Value;

    internal Snapshot Snapshot { get; set; } = null!;

    // The fixture is made even when each of its tests is skipped.
    public async Task InitializeAsync() => Snapshot = BicepCompiler.Missing is null ? await Everything : null!;

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<Snapshot> OfAsync(Func<Infra, Task<string>> parameters)
    {
        using var infra = new Infra();
        return await BicepCompiler.Shared.SnapshotAsync(await parameters(infra));
    }
}
