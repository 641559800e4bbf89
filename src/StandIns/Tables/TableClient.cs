using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Models;
using StandIns.Http;

namespace Azure.Data.Tables;

public class TableClient
{
    private readonly HttpPipeline pipeline;
    private readonly TableRequests requests;

    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(new TableServiceClient(connectionString, options).GetTableClient(NotEmpty(tableName)))
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(new TableServiceClient(WithoutTable(endpoint, NotEmpty(tableName)), tokenCredential, options).GetTableClient(tableName))
    {
    }

    internal TableClient(HttpPipeline pipeline, Uri endpoint, string version, string tableName)
    {
        this.pipeline = pipeline;
        requests = new TableRequests(pipeline, endpoint, version);
        Name = tableName;
        Uri = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + tableName);
    }

    private TableClient(TableClient same) => (pipeline, requests, Name, Uri) = (same.pipeline, same.requests, same.Name, same.Uri);

    public virtual string Name { get; }

    public virtual Uri Uri { get; }

    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Create(filter);

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var request = requests.Create(RequestMethod.Post, "Tables");
        request.Headers.Add("Prefer", "return-no-content");
        request.Headers.Add("Content-Type", TableRequests.JsonIn);
        request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = Name }));

        var response = await pipeline.SendAsync(request, cancellationToken, 201, 204, 409);
        if (response.Status == 409 && new RequestFailedException(response) is var failure && failure.ErrorCode == TableErrorCode.TableBeingDeleted)
        {
            throw failure;
        }

        return Response.FromValue(new TableItem(Name), response);
    }

    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        pipeline.SendAsync(requests.Create(RequestMethod.Delete, $"Tables('{Name}')"), cancellationToken, 204, 404);

    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        CheckKeys(entity);
        return pipeline.SendAsync(requests.Create(EntityOperation.Add(Name, entity)), cancellationToken, 201, 204);
    }

    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeys(entity);
        return pipeline.SendAsync(requests.Create(EntityOperation.Put(Name, entity, mode)), cancellationToken, 204);
    }

    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeys(entity);
        if (ifMatch == default)
        {
            throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        }

        return pipeline.SendAsync(requests.Create(EntityOperation.Put(Name, entity, mode, ifMatch)), cancellationToken, 204);
    }

    // A missing entity is no failure here, though it is one inside a transaction.
    public virtual Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        RemoveAsync(partitionKey, rowKey, ifMatch, cancellationToken);

    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return RemoveAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    public virtual async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => Entity<T>(await pipeline.SendAsync(Find(partitionKey, rowKey, select), cancellationToken, 200));

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await pipeline.SendAsync(Find(partitionKey, rowKey, select), cancellationToken, 200, 404);
        return response.Status == 404 ? new NoEntity<T>(response) : Entity<T>(response);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = Join(select);
        return new EntityPages<T>(LoadAsync, maxPerPage, cancellationToken);

        async Task<Page<T>> LoadAsync(string token, int? size)
        {
            var next = ContinuationToken.Parse(token);
            var request = requests.Create(
                RequestMethod.Get,
                $"{Name}()",
                ("$top", size?.ToString(CultureInfo.InvariantCulture)),
                ("$select", columns),
                ("$filter", filter),
                ("NextPartitionKey", next.PartitionKey),
                ("NextRowKey", next.RowKey));
            var response = await pipeline.SendAsync(request, cancellationToken, 200);
            using var body = JsonDocument.Parse(response.Content.ToMemory());
            var entities = body.RootElement.GetProperty("value").EnumerateArray().Select(EntityJson.Read<T>).ToList();
            return Page<T>.FromValues(entities, ContinuationToken.From(response.Headers), response);
        }
    }

    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var operations = transactionActions.Select(action => EntityOperation.From(Name, action)).ToList();
        if (operations.Count == 0)
        {
            throw new InvalidOperationException("No operations have been added to the batch.");
        }

        var response = await pipeline.SendAsync(Transaction.Create(requests, operations), cancellationToken, 202);
        var parts = await MultipartResponse.ParseAsync(response, false, cancellationToken);

        // All or nothing: the service answers a failed transaction with the one operation that failed.
        return Array.Find(parts, part => part.Status >= 400) is { } failed
            ? throw new TableTransactionFailedException(new RequestFailedException(failed))
            : Response.FromValue<IReadOnlyList<Response>>(parts, response);
    }

    private static string NotEmpty(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return tableName;
    }

    private static Uri WithoutTable(Uri endpoint, string tableName)
    {
        var table = "/" + tableName;
        return endpoint?.AbsolutePath.TrimEnd('/') == table && !endpoint.IsLoopback
            ? new UriBuilder(endpoint) { Path = "/" }.Uri
            : endpoint;
    }

    private static string Join(IEnumerable<string> select) => select is null ? null : string.Join(',', select);

    private static void CheckKeys<T>(T entity) where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(entity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
    }

    private static Response<T> Entity<T>(Response response) where T : class, ITableEntity
    {
        using var body = JsonDocument.Parse(response.Content.ToMemory());
        return Response.FromValue(EntityJson.Read<T>(body.RootElement), response);
    }

    private Task<Response> RemoveAsync(string partitionKey, string rowKey, ETag ifMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return pipeline.SendAsync(requests.Create(EntityOperation.Delete(Name, partitionKey, rowKey, ifMatch)), cancellationToken, 204, 404);
    }

    private Request Find(string partitionKey, string rowKey, IEnumerable<string> select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return requests.Create(RequestMethod.Get, EntityOperation.PathTo(Name, partitionKey, rowKey), ("$select", Join(select)));
    }

    private sealed class NoEntity<T>(Response response) : NullableResponse<T>
    {
        public override bool HasValue => false;

        public override T Value => throw new InvalidOperationException($"Status: {response.Status}, Service returned no content.");

        public override Response GetRawResponse() => response;
    }
}
