using System.Text;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Documents;

/// <summary>What storage was asked for: requests to tables, entities in them, and requests to queues and blobs.</summary>
internal sealed record StorageTally(int Table, int Entities, int Queue, int Blob = 0)
{
    public static StorageTally operator -(StorageTally all, StorageTally some) => new(all.Table - some.Table, all.Entities - some.Entities, all.Queue - some.Queue, all.Blob - some.Blob);

    public static StorageTally operator *(StorageTally one, int times) => new(one.Table * times, one.Entities * times, one.Queue * times, one.Blob * times);

    public static StorageTally operator /(StorageTally many, int among) => new(many.Table / among, many.Entities / among, many.Queue / among, many.Blob / among);

    /// <summary>Counts what a step asks of storage. What is still under way when the step ends is waited for by <paramref name="until" />.</summary>
    public static async Task<StorageTally> OfAsync(FaultyStorage storage, Func<Task> step, Func<StorageTally, bool>? until = null, Fault? each = null)
    {
        var seen = new StorageTally(0, 0, 0);
        storage.Do(request =>
        {
            seen = storage.IsOfBlobs(request) ? seen with { Blob = seen.Blob + 1 } : seen.With(request);
            return each ?? Fault.None;
        });
        await step();
        await Eventually.Async(() => Task.FromResult(until?.Invoke(seen) ?? true));
        storage.Do(_ => Fault.None);
        return seen;
    }

    // Called under the proxy's lock, one request after the other.
    private StorageTally With(HttpRequest request) => request.Path.Value!.Contains("/webhook-", StringComparison.Ordinal)
        ? this with { Queue = Queue + 1 }
        : this with { Table = Table + 1, Entities = Entities + EntitiesIn(request) };

    // A transaction carries one HTTP request per entity; whatever else asks for a row asks for one. A scan counts by what it finds, not here.
    private static int EntitiesIn(HttpRequest request)
    {
        if (!request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal))
        {
            return 1;
        }

        var parts = Encoding.UTF8.GetString(((MemoryStream)request.Body).ToArray());
        return parts.Split("Content-Type: application/http", StringSplitOptions.None).Length - 1;
    }
}
