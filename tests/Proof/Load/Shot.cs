using System.Diagnostics;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Searching;
using Webhooks.Storage;
using Webhooks.Storage.Events;

namespace Proof.Load;

/// <summary>A delivery made ready before the measuring begins.</summary>
/// <param name="Request">Its request, byte for byte.</param>
/// <param name="Signed">What it was made from.</param>
/// <param name="Write">The rows and the message that accepting it comes to.</param>
internal sealed record Shot(byte[] Request, SignedDelivery Signed, (IReadOnlyList<TableTransactionAction> Actions, string Message) Write)
{
    /// <summary>What the HTTP server of a receiver gives each arrival, recorded or not; it goes into the rows and the message.</summary>
    public static string NewTraceParent() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";

    public static (IReadOnlyList<TableTransactionAction> Actions, string Message) WriteOf(SignedDelivery signed)
    {
        var (said, now) = (signed.Event(), signed.Now);
        var key = new EventKey(signed.Scheme.Name, null, said.EventId);
        var origin = new DeliveryOrigin(Guid.NewGuid().ToString("N"), NewTraceParent());
        var kept = signed.Sign(signed).Select(header => KeyValuePair.Create(header.Name, header.Value)).Append(new("User-Agent", Shots.UserAgent)).ToList();
        var delivery = signed.Deliver();
        var subject = signed.Scheme.FindSubject(delivery);
        var rows = TableEventLedger.Insertion(new(key, delivery, origin, said, kept, "00000000", now) { SearchIds = subject is { } about ? [new(SearchId.Subject, about.Value)] : [] });
        RowVersion.Stamp(rows);
        return (rows, Envelope.For(key, origin.TraceParent).Write());
    }
}
