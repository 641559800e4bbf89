using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Webhooks.Operating;

public static class ReadableJson
{
    // Far more than an answer to a sender takes; a page is rare.
    private const int LargestKept = 16 * 1024;

    // Quotes and letters beyond ASCII stay readable. Browsers take none of it for HTML: its media type is JSON, with nosniff.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Of each thread, for one answer after the other.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? kept;

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = kept ?? new();
        kept = null;
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            write(json);
        }

        kept = bytes.Capacity > LargestKept ? null : bytes;
        return bytes.WrittenSpan.ToArray();
    }
}
