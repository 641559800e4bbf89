using Azure.Data.Tables;
using Functions.Storage;
using Webhooks.Receiving;
using Webhooks.Tests;

namespace Proof.Load;

/// <summary>A delivery made ready before the measuring begins.</summary>
/// <param name="Request">Its request, byte for byte.</param>
/// <param name="Signed">What it was made from.</param>
/// <param name="Write">The rows and the message that accepting it comes to.</param>
internal sealed record Shot(byte[] Request, SignedDelivery Signed, (IReadOnlyList<TableTransactionAction> Actions, string Message) Write)
{
    public static (IReadOnlyList<TableTransactionAction> Actions, string Message) WriteOf(SignedDelivery signed)
    {
        var (said, now) = (signed.Event(), signed.Now);
        var key = new EventKey(signed.Scheme.Name, null, said.EventId);
        var delivery = signed.Deliver() with { ArrivalId = Guid.NewGuid().ToString("N") };
        var kept = signed.Sign(signed).Select(header => KeyValuePair.Create(header.Name, header.Value)).ToList();
        return (TableEventLedger.Insertion(new(key, delivery, said, kept, "00000000", now)), Envelope.For(key, null).Write());
    }
}
