using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

// The codings of Content-Encoding that this app undoes.
internal static class ContentCoding
{
    // Nobody compresses three times.
    private const int Maximum = 2;

    private const int Chunk = 16 * 1024;

    /// <summary>The codings of a body, in the order in which they were applied.</summary>
    public static IReadOnlyList<string> Of(DeliveryHeaders headers) => headers.FindList("Content-Encoding") is { } list
        ? [.. list.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(coding => coding != "identity")]
        : [];

    /// <summary>The plain bytes; null when they cannot be had, or when <paramref name="mayGrow" /> forbids their length.</summary>
    public static ReadOnlyMemory<byte>? Undo(ReadOnlyMemory<byte> body, IReadOnlyList<string> codings, Func<int, bool> mayGrow)
    {
        if (codings.Count is 0 or > Maximum)
        {
            return null;
        }

        ReadOnlyMemory<byte>? plain = body;
        for (var at = codings.Count - 1; at >= 0 && plain is { } coded; at--)
        {
            plain = Undo(coded, codings[at], mayGrow);
        }

        return plain;
    }

    private static ReadOnlyMemory<byte>? Undo(ReadOnlyMemory<byte> body, string coding, Func<int, bool> mayGrow)
    {
        using var stream = Open(body, coding);
        if (stream is null)
        {
            return null;
        }

        try
        {
            var output = new ArrayBufferWriter<byte>(Chunk);
            while (stream.Read(output.GetSpan(Chunk)) is > 0 and var read)
            {
                output.Advance(read);
                if (!mayGrow(output.WrittenCount))
                {
                    return null;
                }
            }

            return output.WrittenMemory;
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
        {
            // InvalidOperationException: Brotli.
            return null;
        }
    }

    private static Stream? Open(ReadOnlyMemory<byte> body, string coding)
    {
        var input = MemoryMarshal.TryGetArray(body, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count) : new MemoryStream(body.ToArray());
        return coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(input, CompressionMode.Decompress),
            // RFC 9110 means zlib's format; some senders leave out its header.
            "deflate" when body.Span is [var method, var check, ..] && (method & 0x0F) == 8 && ((method << 8) | check) % 31 == 0 => new ZLibStream(input, CompressionMode.Decompress),
            "deflate" => new DeflateStream(input, CompressionMode.Decompress),
            "br" => new BrotliStream(input, CompressionMode.Decompress),
            _ => null,
        };
    }
}
