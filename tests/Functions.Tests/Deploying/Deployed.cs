namespace Functions.Tests.Deploying;

/// <summary>What infra makes of <c>everything.bicepparam</c>.</summary>
public sealed class Deployed : IAsyncLifetime
{
    private static readonly Lazy<Task<Snapshot>> Repository = new(async () =>
    {
        using var infra = new Infra();
        return await BicepCompiler.Shared.SnapshotAsync(infra.Everything);
    });

    internal Snapshot Snapshot { get; set; } = null!;

    // The fixture is made even when each of its tests is skipped.
    public async Task InitializeAsync() => Snapshot = BicepCompiler.Missing is null ? await Repository.Value : null!;

    public Task DisposeAsync() => Task.CompletedTask;
}
