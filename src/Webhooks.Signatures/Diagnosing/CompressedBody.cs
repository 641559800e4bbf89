using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Diagnosing;

// A body that is compressed, whether its headers were captured or not.
internal static class CompressedBody
{
    public static readonly Finding Finding = new(
        Fault.BodyCompressed,
        "The body came compressed, and the signature covers the plain bytes.",
        "Set Decompress of the source to true (in code of your own, verify the decompressed bytes), or disable compression at the sender or the proxy that compresses.");

    /// <summary>The delivery with its plain body; null when it is not compressed.</summary>
    public static Delivery? Undo(Delivery delivery, int maximumBytes)
    {
        var codings = ContentCoding.Of(delivery.Headers);
        return ContentCoding.Undo(delivery.Body, codings.Count > 0 ? codings : Seen(delivery.Body.Span), length => length <= maximumBytes) is { } plain
            ? delivery with { Body = plain, Headers = delivery.Headers.With("Content-Encoding", null) }
            : null;
    }

    // A capture may have lost the header, or a proxy may have removed it.
    private static IReadOnlyList<string> Seen(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, ..] ? ["gzip"] : [];
}
