using System.Buffers;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>Reads a body once, whole, and never more of it than the limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 4096;
    private const int LargestFirstBuffer = 64 * 1024;

    // What arrives beyond this takes room among the large bodies.
    private const int LargestPooled = Source.LargestRowBody / 2;

    // A server reports that the caller has gone a moment after the read has failed.
    private static readonly TimeSpan AbortDelay = TimeSpan.FromSeconds(1);

    /// <summary>The bytes, or why they are not had.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Refusal? Refusal)> ReadAsync(
        Arrival arrival, Source source, BodyRoom? room, TimeProvider clock, CancellationToken deadline, CancellationToken aborted)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, aborted);
            return await ReadAsync(arrival, source.MaxBodyBytes, room, either.Token) is { } body ? (body, null) : (default, TooLarge(source.MaxBodyBytes));
        }
        catch (OperationCanceledException)
        {
            return (default, deadline.IsCancellationRequested && !aborted.IsCancellationRequested ? TooSlow(source) : Aborted);
        }
        catch (IOException)
        {
            await Task.Delay(AbortDelay, clock, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return (default, aborted.IsCancellationRequested ? Aborted : new Refusal(RefusalReason.BodyUnreadable, "The body broke off, or its length is not the announced one."));
        }
    }

    public static Refusal TooSlow(Source source) => new(RefusalReason.BodyTooSlow, $"The body had not arrived within {source.BodyDeadline.TotalSeconds:0.#} seconds.");

    private static Refusal Aborted => new(RefusalReason.Aborted, "The connection ended before the body was complete.");

    private static Refusal TooLarge(int limit) => new(RefusalReason.BodyTooLarge, $"The body is over the limit of {limit} bytes.");

    // Null over the limit. One byte over it is enough to know.
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Arrival arrival, int limit, BodyRoom? room, CancellationToken cancellationToken)
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
                    if (room is not null && length > LargestPooled)
                    {
                        return await ReadLargeAsync(arrival, limit, room, buffer.AsMemory(0, length), cancellationToken);
                    }

                    buffer = Grow(buffer);
                }

                var read = await arrival.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                {
                    return buffer.AsSpan(0, length).ToArray();
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

    // One buffer, which the event is recorded from. It is not pooled: a call to storage that was given up may still read it.
    private static async Task<ReadOnlyMemory<byte>?> ReadLargeAsync(Arrival arrival, int limit, BodyRoom room, Memory<byte> first, CancellationToken cancellationToken)
    {
        var bytes = (int)Math.Min(arrival.ContentLength ?? limit, limit) + 1;
        await room.TakeAsync(bytes, cancellationToken);
        var whole = GC.AllocateUninitializedArray<byte>(bytes);
        first.CopyTo(whole);
        var length = first.Length;
        while (length < bytes)
        {
            var read = await arrival.Body.ReadAsync(whole.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return whole.AsMemory(0, length);
            }

            length += read;
        }

        return null;
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
