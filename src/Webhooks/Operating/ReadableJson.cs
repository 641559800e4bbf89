using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Webhooks.Operating;

public static class ReadableJson
{
    // Quotes and letters beyond ASCII stay readable. Browsers take none of it for HTML: its media type is JSON, with nosniff.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            write(json);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
