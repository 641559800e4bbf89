using Azure.Core;
using Azure.Core.Pipeline;
using StandIns.Http;

namespace Azure.Data.Tables;

public class TableServiceClient
{
    private readonly HttpPipeline pipeline;
    private readonly string version;

    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
    {
        var account = ParseAccount(connectionString);
        (Uri, pipeline, version) = Connect(account.Endpoint, new TableSharedKeyPolicy(new SharedKey(account)), options);
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        (Uri, pipeline, version) = Connect(endpoint, new BearerTokenAuthenticationPolicy(tokenCredential, Pipeline.StorageScope), options);
    }

    public virtual Uri Uri { get; }

    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return new TableClient(pipeline, Uri, version, tableName);
    }

    private static Account ParseAccount(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return ConnectionString.Parse(connectionString, "table", 10002, why => new InvalidOperationException(why), why => new ArgumentException(why));
    }

    private static (Uri, HttpPipeline, string) Connect(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        if (endpoint.Host.Contains(".table.cosmos", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotSupportedException("StandIns: Azure Cosmos DB for Table is not imitated.");
        }

        options ??= new TableClientOptions();
        return (endpoint, Pipeline.Build(options, authentication, new TableErrors()), options.VersionHeader);
    }
}
