using System.Buffers;
using System.Text.Json;

namespace Webhooks.Senders.Reading;

// A JsonDocument's cost grows with the square of the depth, and no sender nests what is read here by more than a few levels.
internal static class JsonDepth
{
    // Half of what the senders' readers accept.
    private const int Maximum = 128;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>The JSON with null for what is nested too deep to be read.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ReadOnlyMemory<byte> Limit(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, AnyDepth);
        var (limited, end) = ((ArrayBufferWriter<byte>?)null, 0);
        while (reader.Read())
        {
            if (reader.CurrentDepth >= Maximum && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                limited ??= new ArrayBufferWriter<byte>();
                limited.Write(json.Span[end..(int)reader.TokenStartIndex]);
                limited.Write("null"u8);
                reader.Skip();
                end = (int)reader.BytesConsumed;
            }
        }

        limited?.Write(json.Span[end..]);
        return limited?.WrittenMemory ?? json;
    }
}
