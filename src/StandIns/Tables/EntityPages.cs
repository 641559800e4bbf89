using Azure.Core;

namespace Azure.Data.Tables;

internal sealed class EntityPages<T>(Func<string, int?, Task<Page<T>>> load, int? maxPerPage, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await load(continuationToken, pageSizeHint ?? maxPerPage).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}

// Either key may be missing, and a partition key may hold no space that matters: the service sends both encoded.
internal static class ContinuationToken
{
    public static string From(ResponseHeaders headers)
    {
        headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return partitionKey is null && rowKey is null ? null : $"{partitionKey} {rowKey}";
    }

    public static (string PartitionKey, string RowKey) Parse(string token)
    {
        if (token is null or { Length: <= 1 })
        {
            return default;
        }

        var parts = token.Split(' ', 2);
        return (parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null);
    }
}
