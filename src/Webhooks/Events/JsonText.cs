using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Webhooks.Events;

/// <summary>Small JSON, written without the serializer, whose first use the first delivery of a cold start would wait for.</summary>
public sealed class JsonText
{
    /// <summary>For people: quotes and letters beyond ASCII stay readable. Browsers take none of it for HTML: its media type is JSON, with nosniff.</summary>
    public static readonly JsonText Readable = new(JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>For storage: ASCII, without what XML would write longer.</summary>
    public static readonly JsonText Plain = new(JavaScriptEncoder.Default);

    // Far more than a message or an answer to a sender takes; a page is rare.
    private const int LargestKept = 16 * 1024;

    // Of each thread, for one text after the other.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? keptReadable, keptPlain;

    private readonly JsonWriterOptions options;

    private JsonText(JavaScriptEncoder encoder) => options = new() { Encoder = encoder };

    public byte[] Write(Action<Utf8JsonWriter> write) => Write(write, static (json, write) => write(json), static bytes => bytes.ToArray());

    public TText Write<TValue, TText>(TValue value, Action<Utf8JsonWriter, TValue> write, Func<ReadOnlySpan<byte>, TText> read)
    {
        ref var kept = ref this == Plain ? ref keptPlain : ref keptReadable;
        var (bytes, json) = kept ?? New();
        // A text that is written within another, or that fails half-way, leaves it alone.
        kept = null;
        write(json, value);
        json.Flush();
        var text = read(bytes.WrittenSpan);
        if (bytes.Capacity <= LargestKept)
        {
            bytes.ResetWrittenCount();
            json.Reset();
            kept = (bytes, json);
        }

        return text;
    }

    private (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) New()
    {
        var bytes = new ArrayBufferWriter<byte>();
        return (bytes, new Utf8JsonWriter(bytes, options));
    }
}
