using System.Buffers;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>Reads a body once, whole, and never more of it than the limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 4096;
    private const int LargestFirstBuffer = 64 * 1024;

    // A server reports that the caller has gone a moment after the read has failed.
    private static readonly TimeSpan AbortDelay = TimeSpan.FromSeconds(1);

    /// <summary>The bytes, or why they are not had.</summary>
    public static async Task<(byte[]? Body, Refusal? Refusal)> ReadAsync(Arrival arrival, Source source, TimeProvider clock, CancellationToken deadline, CancellationToken aborted)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, aborted);
            return await ReadAsync(arrival, source.MaxBodyBytes, either.Token) is { } body ? (body, null) : (null, TooLarge(source.MaxBodyBytes));
        }
        catch (OperationCanceledException)
        {
            return (null, deadline.IsCancellationRequested && !aborted.IsCancellationRequested ? TooSlow(source) : Aborted);
        }
        catch (IOException)
        {
            await Task.Delay(AbortDelay, clock, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return (null, aborted.IsCancellationRequested ? Aborted : new Refusal(RefusalReason.BodyUnreadable, "The body broke off, or its length is not the announced one."));
        }
    }

    public static Refusal TooSlow(Source source) => new(RefusalReason.BodyTooSlow, $"The body had not arrived within {source.BodyDeadline.TotalSeconds:0.#} seconds.");

    private static Refusal Aborted => new(RefusalReason.Aborted, "The connection ended before the body was complete.");

    private static Refusal TooLarge(int limit) => new(RefusalReason.BodyTooLarge, $"The body is over the limit of {limit} bytes.");

    // Null over the limit. One byte over it is enough to know.
    private static async Task<byte[]?> ReadAsync(Arrival arrival, int limit, CancellationToken cancellationToken)
    {
        if (arrival.ContentLength > limit)
        {
            return null;
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
                    return buffer[..length];
                }

                length += read;
                if (length > limit)
                {
                    return null;
                }
            }
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
}
