using System.Buffers;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

// Finds the public key that one of the claimed signatures belongs to, the likeliest pair first.
internal static class PublicKeySearch
{
    public static (Secret? Matched, bool Exhausted) Find(IReadOnlyList<Secret> secrets, SignatureClaim claim, DateTimeOffset now)
    {
        var claimed = claim.Signatures;
        if (claimed.Count == 0)
        {
            return (null, false);
        }

        // The libraries need contiguous content.
        var length = claim.Content.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        claim.Content.CopyTo(joined);
        try
        {
            var (cost, free, exhausted) = (CheckAllowance.Cost(length), CheckAllowance.FreeChecks(length), false);
            List<CheckAllowance>? taken = null;
            foreach (var (secret, key) in PublicKeys(secrets, now))
            {
                var allowance = key.Allowance;
                var likeliest = Math.Min(allowance.MatchedEntry, claimed.Count - 1);
                for (var at = 0; at < claimed.Count; at++)
                {
                    if (free > 0)
                    {
                        free--;
                    }
                    else if (allowance.TryTake(cost, now))
                    {
                        (taken ??= []).Add(allowance);
                    }
                    else
                    {
                        exhausted = true;
                        break;
                    }

                    var entry = (at + likeliest) % claimed.Count;
                    if (key.Matches(joined.AsSpan(0, length), claimed[entry]))
                    {
                        allowance.Matched(entry, now);
                        taken?.ForEach(paid => paid.Refund(cost));
                        return (secret, false);
                    }
                }
            }

            return (null, exhausted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private static IEnumerable<(Secret Secret, PublicSignatureKey Key)> PublicKeys(IReadOnlyList<Secret> secrets, DateTimeOffset now) => secrets
        .Where(secret => secret.IsActiveAt(now))
        .SelectMany(secret => secret.Keys.Select(key => key.Public).OfType<PublicSignatureKey>().Select(key => (secret, key)))
        .OrderByDescending(pair => pair.key.Allowance.MatchedAt);
}
