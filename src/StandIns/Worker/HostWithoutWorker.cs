#nullable enable

using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

// The composition is real and may be inspected; only a worker that talks to a Functions host could run it.
internal sealed class HostWithoutWorker(IHost host) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException(
        "This build stands in for the Azure Functions worker and cannot run under a Functions host: "
        + "run `dotnet run --project src/LocalHost` instead.");

    public Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    public void Dispose() => host.Dispose();

    public ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable asynchronous)
        {
            return asynchronous.DisposeAsync();
        }

        host.Dispose();
        return ValueTask.CompletedTask;
    }
}
