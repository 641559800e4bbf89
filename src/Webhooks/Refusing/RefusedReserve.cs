using System.Security.Cryptography;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Refusing;

// Room for deliveries that may be the sender's: their signature has the scheme's form. A flood of anything else does not touch it, and copies of
// one body take it once.
internal sealed class RefusedReserve(DateTimeOffset now)
{
    private const int MostBodies = 1_000;

    private readonly Lock gate = new();
    private readonly RefusedQuota quota = new(now);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Queue<string> oldest = new();

    public bool TryTake(DateTimeOffset now, Refusal refusal, ReadOnlyMemory<byte>? body)
    {
        if (!IsWellFormed(refusal.Reason) || body is not { Length: <= RefusedDelivery.LargestBody } whole)
        {
            return false;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(whole.Span));
        lock (gate)
        {
            if (known.Contains(hash) || !quota.TryTake(now) || !quota.TryTakeBody(now, whole.Length))
            {
                return false;
            }

            known.Add(hash);
            oldest.Enqueue(hash);
            if (oldest.Count > MostBodies)
            {
                known.Remove(oldest.Dequeue());
            }

            return true;
        }
    }

    // Those whose signature was compared with the secrets, and those that were refused although it matched.
    private static bool IsWellFormed(RefusalReason reason) => reason is RefusalReason.SignatureInvalid or RefusalReason.NoActiveSecret
        or RefusalReason.TooOld or RefusalReason.FromTheFuture or RefusalReason.HeaderMismatch or RefusalReason.BodyMalformed or RefusalReason.BodyIncomplete;
}
