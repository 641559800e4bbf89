using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Webhooks;
using Webhooks.Processing;
using Webhooks.Receiving;
using Webhooks.Signatures;

namespace Proof.Speed;

/// <summary>
/// The floor in a process of its own: a bare endpoint that reads a body, checks nothing, writes the same rows and sends the same message.
/// The difference to the <see cref="Floor" /> is what any receiver pays for being a server, and what no work on ours can save.
/// </summary>
internal static class ServedFloor
{
    public static async Task RunAsync(string url, string connectionString, CancellationToken stop)
    {
        var floor = await Floor.OnAsync(connectionString, "servedfloor", stop);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.Run(async context =>
        {
            var body = new byte[context.Request.ContentLength ?? 0];
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            await floor.WriteAsync(WriteOf(context.Request.Headers["webhook-id"].ToString(), body));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await app.StartAsync(stop);
        await Task.Delay(Timeout.Infinite, stop);
    }

    private static (IReadOnlyList<TableTransactionAction> Actions, string Message) WriteOf(string id, byte[] body)
    {
        var now = TimeProvider.System.GetUtcNow();
        var key = new EventKey(Plan.Sender, null, id);
        var delivery = new Delivery(Plan.Sender, [], body, now) { ArrivalId = Guid.NewGuid().ToString("N") };
        var rows = TableEventLedger.Insertion(new(key, delivery, new SignedEvent(id, "floor"), [], "00000000", now));
        return (rows, Envelope.For(key, null).Write());
    }
}
