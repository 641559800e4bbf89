using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Webhooks.Settings;
using Webhooks.Timing;

namespace Webhooks.Storage;

/// <summary>
/// The storage account in the two forms that Functions knows: a connection string in <c>AzureWebJobsStorage</c>, or service addresses
/// and an identity below it.
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity" />
/// </summary>
public sealed class StorageConnection
{
    private const string Name = "AzureWebJobsStorage";

    private readonly string? connectionString;
    private readonly Uri? tables;
    private readonly Uri? queues;
    private readonly Uri? blobs;
    private readonly TokenCredential? credential;
    private readonly StorageClock? clock;

    private StorageConnection(string connectionString) => this.connectionString = connectionString;

    private StorageConnection(Uri tables, Uri queues, Uri? blobs, TokenCredential credential) =>
        (this.tables, this.queues, this.blobs, this.credential) = (tables, queues, blobs, credential);

    private StorageConnection(StorageConnection other, StorageClock clock) =>
        (connectionString, tables, queues, blobs, credential, this.clock) = (other.connectionString, other.tables, other.queues, other.blobs, other.credential, clock);

    /// <summary>Reads the connection; null when it is missing or wrong, which is then in the reader's problems.</summary>
    public static StorageConnection? Read(SettingsReader settings)
    {
        var section = settings.Section(Name);
        if (settings.Text(Name) is { } connectionString)
        {
            return Checked(settings, new StorageConnection(connectionString));
        }

        var account = section.Text("accountName");
        var tables = Address(section, "tableServiceUri", account, "table");
        var queues = Address(section, "queueServiceUri", account, "queue");
        var blobs = Address(section, "blobServiceUri", account, "blob");
        if (tables is not null && queues is not null)
        {
            return new StorageConnection(tables, queues, blobs, Credential(section));
        }

        settings.Refuse(Name, $"no storage account is named; set a connection string (UseDevelopmentStorage=true for Azurite), or {Name}__tableServiceUri and {Name}__queueServiceUri for an identity, for example https://myaccount.table.core.windows.net");
        return null;
    }

    /// <summary>The same, and every answer tells the clock what time it is.</summary>
    public StorageConnection With(StorageClock learning) => new(this, learning);

    /// <summary>A client of a table, with the given number of retries by the SDK itself.</summary>
    public TableClient Table(string name, int retries)
    {
        var options = new TableClientOptions();
        Prepare(options, retries);
        return connectionString is not null
            ? new TableClient(connectionString, name, options)
            : new TableClient(tables!, name, credential!, options);
    }

    /// <summary>A client of a queue, in the encoding that host.json names for the trigger.</summary>
    public QueueClient Queue(string name, int retries)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        Prepare(options, retries);
        return connectionString is not null
            ? new QueueClient(connectionString, name, options)
            : new QueueClient(new Uri($"{queues!.AbsoluteUri.TrimEnd('/')}/{name}"), credential!, options);
    }

    /// <summary>A client of a container of blobs; null when no address of blobs is known.</summary>
    public BlobContainerClient? Container(string name, int retries)
    {
        var options = new BlobClientOptions();
        Prepare(options, retries);
        return connectionString is null ? blobs is null ? null : new BlobContainerClient(new Uri($"{blobs.AbsoluteUri.TrimEnd('/')}/{name}"), credential!, options)
            : HasBlobs(connectionString) ? new BlobContainerClient(connectionString, name, options)
            : null;
    }

    /// <summary>Large bodies are kept in blobs: where a source takes them, their address must be known.</summary>
    public void RequireBlobs(SettingsReader settings, IReadOnlyList<Source> sources)
    {
        if (sources.FirstOrDefault(source => source.TakesLargeBodies) is { } source && Container(StorageNames.BodyContainer, retries: 0) is null)
        {
            settings.Refuse(
                connectionString is null ? $"{Name}__blobServiceUri" : Name,
                $"the source {source.Name} takes bodies over {Source.LargestRowBody} bytes, which are kept in blobs, and no address of blobs is named; "
                + (connectionString is null ? "set it, for example to https://myaccount.blob.core.windows.net" : "add BlobEndpoint=… to the connection string"));
        }
    }

    /// <summary>
    /// The tables of another account, to be read as this one is: by its connection string, or with this identity by its name or the address of its tables.
    /// Null when the text is none of these.
    /// </summary>
    public TableServiceClient? Other(string text)
    {
        var options = new TableClientOptions();
        Prepare(options, retries: 0);
        try
        {
            return text.Contains('=', StringComparison.Ordinal) ? new TableServiceClient(text, options)
                : AddressOfTables(text) is { } address ? new TableServiceClient(address, credential ?? new DefaultAzureCredential(), options)
                : null;
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Where a source was moved from must be an account.</summary>
    public void RequireEarlier(SettingsReader settings, IReadOnlyList<Source> sources)
    {
        foreach (var source in sources.Where(source => source.MovedFrom is { } from && Other(from) is null))
        {
            settings.Refuse($"Sources__{source.Name.Replace('-', '_')}__MovedFrom", "it names no storage account; write the name of the account of the app that the source is moved from, the address of its tables, or its connection string");
        }
    }

    // A connection string of single endpoints need not have one of blobs.
    private static bool HasBlobs(string connectionString) =>
        !connectionString.Contains("Endpoint=", StringComparison.OrdinalIgnoreCase)
        || connectionString.Contains("BlobEndpoint=", StringComparison.OrdinalIgnoreCase);

    // The clients read a connection string when they are made; without this, a wrong one would surface with the first delivery.
    private static StorageConnection? Checked(SettingsReader settings, StorageConnection connection)
    {
        try
        {
            connection.Table(StorageNames.LedgerTable, retries: 0);
            connection.Queue(StorageNames.EventQueue, retries: 0);
            return connection;
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
        {
            settings.Refuse(Name, "it is no connection string of a storage account; copy one from the portal (Access keys), or write UseDevelopmentStorage=true for Azurite");
            return null;
        }
    }

    private void Prepare(ClientOptions options, int retries)
    {
        if (clock is not null)
        {
            options.AddPolicy(new StorageClockPolicy(clock), HttpPipelinePosition.BeforeTransport);
        }

        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    }

    private static Uri? Address(SettingsReader section, string name, string? account, string service)
    {
        var text = section.Text(name) ?? (account is null ? null : $"https://{account}.{service}.core.windows.net");
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
        {
            return address;
        }

        section.Refuse(name, $"'{text}' is not an https address; write it like https://myaccount.{service}.core.windows.net");
        return null;
    }

    // The name of an account: 3 to 24 lower-case letters and digits.
    private static Uri? AddressOfTables(string text) =>
        text.Length is >= 3 and <= 24 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) ? new Uri($"https://{text}.table.core.windows.net")
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address
        : null;

    private static TokenCredential Credential(SettingsReader section)
    {
        var clientId = section.Text("clientId");
        return string.Equals(section.Text("credential"), "managedidentity", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
    }
}
