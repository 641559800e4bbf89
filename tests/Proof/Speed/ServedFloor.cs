using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Proof.Load;
using Webhooks.Events;
using Webhooks.Searching;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Storage;
using Webhooks.Storage.Events;

namespace Proof.Speed;

/// <summary>
/// The floor in a process of its own: a bare endpoint that reads a body, checks nothing, writes the same rows and sends the same message.
/// The difference to the <see cref="Floor" /> is what any receiver pays for being a server, and what no work on ours can save.
/// </summary>
internal static class ServedFloor
{
    private static readonly string[] Kept = ["webhook-id", "webhook-timestamp", "webhook-signature", HeaderNames.ContentType, HeaderNames.UserAgent];

    public static async Task RunAsync(string url, string connectionString, CancellationToken cancellationToken)
    {
        var floor = await Floor.OnAsync(connectionString, "servedfloor", cancellationToken);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.Run(async context =>
        {
            var body = new byte[context.Request.ContentLength ?? 0];
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            await floor.WriteAsync(WriteOf(context.Request.Headers, body));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await app.StartAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static (IReadOnlyList<TableTransactionAction> Actions, string Message) WriteOf(IHeaderDictionary headers, byte[] body)
    {
        var id = headers["webhook-id"].ToString();
        var now = TimeProvider.System.GetUtcNow();
        var key = new EventKey(Plan.Sender, null, id);
        var origin = new DeliveryOrigin(Guid.NewGuid().ToString("N"), Shot.NewTraceParent());
        var kept = Kept.Select(name => KeyValuePair.Create(name, headers[name].ToString())).ToList();
        var rows = TableEventLedger.Insertion(new(key, new Delivery(Plan.Sender, [], body, now), origin, new SignedEvent(id, "user.created"), kept, "00000000", now) { SearchIds = [new(SearchId.Subject, "user_of_" + id)] });
        RowVersion.Stamp(rows);
        return (rows, Envelope.For(key, origin.TraceParent).Write());
    }
}
