using Azure.Data.Tables;
using Functions;
using Functions.Composition;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Proof.Load;
using Webhooks;
using Webhooks.Events;
using Webhooks.Receiving;
using Webhooks.Storage;
using Webhooks.Storage.Events;

namespace Proof.Speed;

/// <summary>
/// What accepting allocates on our side: the function from its call to its answer, all of the app's services, the rows and the message
/// built, each wait a real one. The ledger and the queue end there: what joins writes into groups is left out, like the clients of storage.
/// Nothing else runs meanwhile.
/// </summary>
internal static class OwnAllocations
{
    private const int WarmUps = 3;
    private static readonly TimeSpan Compiling = TimeSpan.FromMilliseconds(200);

    /// <summary>Bytes for each delivery.</summary>
    public static async Task<long> MeasureAsync(string sender, int bytes, int count)
    {
        await using var services = Services(sender);
        var shots = Shots.Make(sender, bytes, count * (WarmUps + 1));
        var all = shots.Select(shot => Context(shot, services)).ToArray();
        foreach (var some in all[count..].Chunk(count))
        {
            // Time for the compiler, which in its first version of a method allocates what the last one does not.
            await AcceptAsync(services, sender, some);
            await Task.Delay(Compiling);
        }

        var waits = await AllocatedAsync(() => WaitAsync(2 * count));
        var allocated = await AllocatedAsync(() => AcceptAsync(services, sender, all[..count])) - waits;
        return all.All(context => context.Response.StatusCode == 202) ? allocated / count : throw new InvalidOperationException("Not all were accepted.");
    }

    private static async Task<long> AllocatedAsync(Func<Task> work)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    // What the ledger and the queue of this measurement wait with, which is not the app's.
    private static async Task WaitAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await OnceAsync();
        }
    }

    private static async Task<RecordOutcome> OnceAsync()
    {
        await Task.Yield();
        return RecordOutcome.Recorded;
    }

    private static async Task AcceptAsync(ServiceProvider services, string sender, DefaultHttpContext[] contexts)
    {
        foreach (var context in contexts)
        {
            var function = new ReceiveWebhook(services.GetRequiredService<Receiver>(), services.GetRequiredService<SourceCatalog>(), TimeProvider.System);
            await (await function.RunAsync(context.Request, sender)).ExecuteAsync(context);
        }
    }

    /// <summary>Of these, the bytes of the client's own entities: filling them alone with what they were filled with.</summary>
    public static long Entities(string sender, int bytes, int count)
    {
        var rows = Shots.Make(sender, bytes, count).SelectMany(shot => shot.Write.Actions).Select(action => (TableEntity)action.Entity).ToList();
        Fill(rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(rows);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private static void Fill(List<TableEntity> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var copy = new TableEntity();
            foreach (var (name, value) in rows[i])
            {
                copy[name] = value;
            }
        }
    }

    private static DefaultHttpContext Context(Shot shot, ServiceProvider services)
    {
        var body = shot.Signed.Body;
        var context = new DefaultHttpContext { RequestServices = services };
        (context.Request.Method, context.Request.Body, context.Request.ContentLength) = ("POST", new MemoryStream(body), body.Length);
        // The server's are what a body is read from and what keeps the headers of the answer; here others stand in for them, made beforehand.
        _ = context.Request.BodyReader;
        for (var i = 0; i < 8; i++)
        {
            context.Response.Headers[$"x-{i}"] = "";
        }

        context.Response.Headers.Clear();
        foreach (var (name, value) in shot.Signed.Sign(shot.Signed))
        {
            context.Request.Headers.Append(name, value);
        }

        return context;
    }

    private static ServiceProvider Services(string sender)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            [$"Sources__{sender}__Scheme"] = sender,
            [$"Sources__{sender}__Secrets__0__Value"] = Shots.Signed(sender).Secret,
        }).Build();
        return new ServiceCollection().AddLogging().AddReceiver(settings)
            .Replace(ServiceDescriptor.Singleton<IEventLedger, BuiltRows>())
            .Replace(ServiceDescriptor.Singleton<IEventQueue, BuiltMessages>())
            .BuildServiceProvider();
    }

    private sealed class BuiltRows : IEventLedger
    {
        public Task<RecordOutcome> RecordAsync(NewEvent newEvent, CancellationToken cancellationToken)
        {
            RowVersion.Stamp(TableEventLedger.Insertion(newEvent));
            return OnceAsync();
        }

        public Task<KnownEvent?> FindAsync(EventKey key, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is known here.");

        public Task<bool> ConsumeNonceAsync(NewEvent delivery, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is known here.");

        public Task<ConsumedNonce?> FindNonceAsync(EventKey key, string nonce, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is known here.");

        public Task ForgetAsync(EventKey key, string nonce, ConsumedNonce expired, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is known here.");

        public Task<bool> TakeOverAsync(ConsumedNonce nonce, NewEvent delivery, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is known here.");

        public Task ReleaseAsync(EventKey key, string nonce, ConsumedNonce found, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is known here.");

        public Task<RedriveOutcome> RedriveAsync(KnownEvent known, NewEvent delivery, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is dead here.");
    }

    private sealed class BuiltMessages : IEventQueue
    {
        public Task SendAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellationToken)
        {
            _ = envelope.Write();
            return OnceAsync();
        }
    }
}
