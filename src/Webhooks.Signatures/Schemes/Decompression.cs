using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>
/// Lets compressed bodies be verified by their plain bytes too, up to a length. Anyone can send a body that is small and becomes large, so
/// what unsigned callers can cause is limited; small bodies and signed ones are not. Thread-safe: one for each source.
/// </summary>
public sealed class Decompression
{
    private const int Free = 64 * 1024;

    // Also the memory that bodies of unsigned callers take at once.
    private const int Capacity = 64 * 1024 * 1024;
    private const int RefillPerSecond = 8 * 1024 * 1024;

    private readonly int maximumBytes;
    private readonly TokenBucket? bucket;

    /// <param name="maximumBytes">The largest plain body.</param>
    public Decompression(int maximumBytes) : this(maximumBytes, new TokenBucket(Capacity, RefillPerSecond))
    {
    }

    private Decompression(int maximumBytes, TokenBucket? bucket) => (this.maximumBytes, this.bucket) = (maximumBytes, bucket);

    /// <summary>The same without a limit on unsigned callers: for bodies that were kept.</summary>
    public Decompression WithoutAllowance() => new(maximumBytes, null);

    // The verdict on the plain bytes. What was taken for a delivery that is signed is given back.
    internal Verification Verify(Delivery delivery, Verification.Refused asReceived, DateTimeOffset now, Func<Delivery, Verification> verify)
    {
        var (isTooLarge, isExhausted, isPaid, length) = (false, false, false, 0);
        var plain = ContentCoding.Undo(delivery.Body, ContentCoding.Of(delivery.Headers), MayGrow);
        Verification verdict = plain is { } body ? verify(delivery with { Body = body })
            : isTooLarge ? new Verification.Refused(RefusalReason.BodyTooLarge, $"The decompressed body is over the limit of {maximumBytes} bytes.")
            : isExhausted ? new Verification.Refused(asReceived.Why.Reason, "The signature does not match the compressed body, which was not decompressed: too many unsigned ones came.")
            : asReceived;
        if (isPaid)
        {
            var isSigned = plain is not null && verdict is not Verification.Refused { Why.Reason: RefusalReason.SignatureInvalid };
            bucket?.Refund(isSigned ? maximumBytes : maximumBytes - length);
        }

        return verdict;

        bool MayGrow(int written)
        {
            length = Math.Min(written, maximumBytes);
            isTooLarge = written > maximumBytes;
            isExhausted = written > Free && !isPaid && bucket?.TryTake(maximumBytes, now) is false;
            isPaid |= written > Free && !isExhausted;
            return !isTooLarge && !isExhausted;
        }
    }
}
