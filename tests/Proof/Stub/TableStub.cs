using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Proof.Stub;

/// <summary>The Table REST, as far as the receiver and its peer speak it.</summary>
internal sealed class TableStub
{
    // https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination
    private const int LargestPage = 1_000;

    private readonly ConcurrentDictionary<string, MemoryTable> tables = new(StringComparer.OrdinalIgnoreCase);

    public void Clear()
    {
        foreach (var table in tables.Values)
        {
            table.Clear();
        }
    }

    public async Task AnswerAsync(HttpContext context, string path, byte[] body)
    {
        var method = context.Request.Method;
        if (path == "$batch")
        {
            var (name, changes) = TableBatch.Read(body);
            var (versions, lost, fault) = Table(name).Apply(changes);
            var (type, text) = TableBatch.Write(versions, lost, fault);
            await WriteAsync(context, 202, type, text);
        }
        else if (path.StartsWith("Tables", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 204;
        }
        else if (method == "GET")
        {
            await ReadAsync(context, path);
        }
        else
        {
            var change = TableChange.Of(method, path, context.Request.Headers.IfMatch, body);
            var (versions, _, fault) = Table(TablePath.TableOf(path)).Apply([change]);
            context.Response.Headers.ETag = versions is [{ } version] ? version : default;
            await WriteAsync(context, fault?.Status ?? 204, "application/json", fault is null ? "" : TableBatch.Fault(fault));
        }
    }

    private async Task ReadAsync(HttpContext context, string path)
    {
        var select = context.Request.Query["$select"].ToString() is { Length: > 0 } columns ? columns.Split(',').ToHashSet() : null;
        var table = Table(TablePath.TableOf(path));
        using var output = new MemoryStream();
        using var json = new Utf8JsonWriter(output);
        if (path.EndsWith("()", StringComparison.Ordinal))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            var query = context.Request.Query;
            var (rows, next) = table.Where(
                new TableFilterText(query["$filter"]), (query["NextPartitionKey"].ToString(), query["NextRowKey"].ToString()), int.TryParse(query["$top"], CultureInfo.InvariantCulture, out var top) ? top : LargestPage);
            foreach (var row in rows)
            {
                row.WriteTo(json, select);
            }

            if (next is var (nextPartition, nextRow))
            {
                context.Response.Headers["x-ms-continuation-NextPartitionKey"] = nextPartition;
                context.Response.Headers["x-ms-continuation-NextRowKey"] = nextRow;
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            var (partition, row) = TablePath.KeysOf(path);
            if (table.Find(partition, row) is not { } found)
            {
                await WriteAsync(context, 404, "application/json", TableBatch.Fault(new(404, "ResourceNotFound", "The specified resource does not exist.")));
                return;
            }

            context.Response.Headers.ETag = found.ETag;
            found.WriteTo(json, select);
        }

        json.Flush();
        await WriteAsync(context, 200, "application/json;odata=minimalmetadata", Encoding.UTF8.GetString(output.ToArray()));
    }

    private MemoryTable Table(string name) => tables.GetOrAdd(name, _ => new());

    private static Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        if (body.Length == 0)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
