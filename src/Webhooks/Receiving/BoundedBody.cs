using System.Buffers;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>Reads a body once, whole, and never more of it than the limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 4096;
    private const int LargestFirstBuffer = 64 * 1024;

    /// <summary>The bytes, or why they are not had. One byte over the limit is enough to know.</summary>
    public static async Task<(byte[]? Body, Refusal? Refusal)> ReadAsync(Arrival arrival, int limit, CancellationToken cancellationToken)
    {
        if (arrival.ContentLength > limit)
        {
            return (null, TooLarge(limit));
        }

        // The announced length is anybody's word: it sizes the first buffer, and no memory is held for what has not arrived.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp((arrival.ContentLength ?? FirstBuffer) + 1, 1, Math.Min(limit + 1, LargestFirstBuffer)));
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }

                var read = await arrival.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                {
                    return (buffer[..length], null);
                }

                length += read;
                if (length > limit)
                {
                    return (null, TooLarge(limit));
                }
            }
        }
        catch (IOException)
        {
            return (null, new Refusal(RefusalReason.BodyUnreadable, "The body broke off, or its length is not the announced one."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static Refusal TooLarge(int limit) => new(RefusalReason.BodyTooLarge, $"The body is over the limit of {limit} bytes.");
}
