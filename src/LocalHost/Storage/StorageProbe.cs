namespace LocalHost.Storage;

internal enum ProbeResult
{
    Nothing,
    Storage,
    AnotherServer,
}

internal static class StorageProbe
{
    // Azurite answers nothing while it saves a large database.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Storage sends a request id, also when it rejects an unsigned request.
    public static async Task<ProbeResult> ProbeAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var response = await http.GetAsync(endpoint, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.Headers.Contains("x-ms-request-id") || response.Headers.Server.ToString().StartsWith("Azurite", StringComparison.Ordinal)
                ? ProbeResult.Storage
                : ProbeResult.AnotherServer;
        }
        catch (HttpRequestException failure)
        {
            return failure.HttpRequestError == HttpRequestError.ConnectionError ? ProbeResult.Nothing : ProbeResult.AnotherServer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ProbeResult.AnotherServer;
        }
    }
}
