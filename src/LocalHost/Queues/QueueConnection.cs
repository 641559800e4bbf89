using Azure.Identity;
using LocalHost.Settings;

namespace LocalHost.Queues;

// Both forms of Functions: a connection string, or a service address with an identity.
internal sealed class QueueConnection(IConfiguration settings)
{
    // Messages are decoded later, so that an undecodable one neither fails its batch nor changes on its way to the poison queue.
    private static QueueClientOptions Options => new()
    {
        MessageEncoding = QueueMessageEncoding.None,
        // The listener retries, and reports lost storage sooner than the client would.
        Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), NetworkTimeout = TimeSpan.FromSeconds(20) },
    };

    // Creates clients by queue name, so that a poison queue is in the same account.
    public Func<string, QueueClient> Open(string connection)
    {
        var section = settings.GetSection("AzureWebJobs" + connection) is { } prefixed && prefixed.Exists() ? prefixed : settings.GetSection(connection);
        if (section.Value is { Length: > 0 } connectionString)
        {
            return queue => Connect(connection, connectionString, queue);
        }

        if (Uri.TryCreate(section["queueServiceUri"], UriKind.Absolute, out var service))
        {
            var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });
            return queue => new QueueClient(new Uri(service.AbsoluteUri.TrimEnd('/') + "/" + queue), credential, Options);
        }

        throw new CannotStartException(
            $"{connection} is missing: set it to a connection string, for example UseDevelopmentStorage=true, or set {connection}__queueServiceUri, for example https://myaccount.queue.core.windows.net.");
    }

    private static QueueClient Connect(string connection, string connectionString, string queue)
    {
        try
        {
            return new QueueClient(connectionString, queue, Options);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new CannotStartException($"{connection} is not a connection string of a storage account; set it, for example, to UseDevelopmentStorage=true. {failure.Message}", failure);
        }
    }
}
