namespace LocalHost.Storage;

internal enum Presence
{
    Nothing,
    Storage,
    SomethingElse,
}

internal static class Endpoint
{
    /// <summary>Storage, also when it refuses an unsigned question, signs its answers with a request id.</summary>
    public static async Task<Presence> LookAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(endpoint, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.Headers.Contains("x-ms-request-id") || answer.Headers.Server.ToString().StartsWith("Azurite", StringComparison.Ordinal)
                ? Presence.Storage
                : Presence.SomethingElse;
        }
        catch (HttpRequestException failure)
        {
            return failure.HttpRequestError == HttpRequestError.ConnectionError ? Presence.Nothing : Presence.SomethingElse;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Presence.SomethingElse;
        }
    }
}
