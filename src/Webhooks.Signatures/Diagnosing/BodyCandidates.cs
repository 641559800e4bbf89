using System.Text;

namespace Webhooks.Signatures.Diagnosing;

// Bodies that may have been signed before something in transit changed them. None is ever accepted; the one that matches says what to
// look for.
internal static class BodyCandidates
{
    private const string EditorFix = "Capture and pass on the raw bytes: an editor, a shell or a text-mode copy changed them.";
    private const string RewriterFix = "Verify the raw bytes before anything parses them, and remove the proxy, gateway or framework that rewrites the JSON.";

    private static readonly byte[] Preamble = Encoding.UTF8.Preamble.ToArray();

    // The most frequent changes, cheap enough to be tried together with other faults.
    public static IEnumerable<BodyCandidate> Common(ReadOnlyMemory<byte> body)
    {
        var unix = Replace(body.Span, "\r\n", "\n");
        yield return Changed(body, "with a line break at its end", EditorFix, "\n"u8);
        yield return Changed(body.TrimEnd("\r\n"u8), "without the line break at its end", EditorFix);
        yield return Changed(unix, "with LF line ends; it arrived with CRLF", EditorFix);
        yield return Changed(Replace(unix, "\n", "\r\n"), "with CRLF line ends; it arrived with LF", EditorFix);
        yield return body.Span.StartsWith(Preamble)
            ? Changed(body[Preamble.Length..], "without the byte order mark before it", EditorFix)
            : Changed((byte[])[.. Preamble, .. body.Span], "with a byte order mark before it", EditorFix);
        foreach (var layout in JsonRewriter.IsJson(body) ? JsonLayout.All : [])
        {
            yield return Rewritten(JsonRewriter.Rewrite(JsonRewriter.Bare(body).Span, layout), layout.Name);
        }
    }

    // Less frequent changes, tried alone.
    public static IEnumerable<BodyCandidate> Rare(ReadOnlyMemory<byte> body)
    {
        yield return Changed(body, "with CRLF at its end", EditorFix, "\r\n"u8);
        yield return Changed(body.Trim(" \t\r\n"u8), "without white space around it", EditorFix);
        foreach (var candidate in JsonRewriter.IsJson(body) ? RareJson(body) : [])
        {
            yield return candidate;
        }

        foreach (var (bytes, how, fix) in BodyDecodings.Of(body))
        {
            yield return Changed(bytes, how, fix);
            yield return Changed(bytes.AsMemory().TrimEnd("\r\n"u8), how + " and without a line break at its end", fix);
        }
    }

    private static IEnumerable<BodyCandidate> RareJson(ReadOnlyMemory<byte> body)
    {
        var bare = JsonRewriter.Bare(body).ToArray();
        foreach (var layout in JsonLayout.All)
        {
            var written = JsonRewriter.Rewrite(bare, layout);
            yield return Rewritten(written, layout.Name + ", with a line break at its end", "\n"u8);
            yield return Rewritten(Replace(written, "\n", "\r\n"), layout.Name + ", with CRLF line ends");
        }

        var start = body.Span.IndexOf(bare);
        foreach (var escapes in JsonEscapes.All)
        {
            if (JsonRewriter.Rewrite(bare, escapes: escapes) is { } recoded && !recoded.SequenceEqual(bare))
            {
                yield return Rewritten((byte[])[.. body.Span[..start], .. recoded, .. body.Span[(start + bare.Length)..]], escapes.Name);
                foreach (var layout in JsonLayout.All.Take(3))
                {
                    yield return Rewritten(JsonRewriter.Rewrite(recoded, layout), $"{layout.Name}, {escapes.Name}");
                }
            }
        }

        if (JsonRewriter.Sorted(bare) is { } sorted)
        {
            foreach (var layout in JsonLayout.All)
            {
                yield return Rewritten(JsonRewriter.Rewrite(sorted, layout), $"{layout.Name}, its keys in alphabetical order");
            }

            if (JsonRewriter.Rewrite(sorted, JsonLayout.Spaced, JsonEscapes.Ascii) is { } ascii)
            {
                yield return Rewritten(ascii, $"{JsonLayout.Spaced.Name}, its keys in alphabetical order, {JsonEscapes.Ascii.Name}");
            }
        }
    }

    private static BodyCandidate Rewritten(ReadOnlyMemory<byte> bytes, string how, ReadOnlySpan<byte> tail = default) =>
        Changed(bytes, $"written {how}", RewriterFix, tail);

    private static BodyCandidate Changed(ReadOnlyMemory<byte> bytes, string how, string fix, ReadOnlySpan<byte> tail = default) =>
        new(bytes, tail.ToArray(), new Finding(Fault.BodyChanged, $"The body was changed in transit: the signature matches the body {how}.", fix));

    // Latin-1 maps every byte to one character and back.
    private static byte[] Replace(ReadOnlySpan<byte> bytes, string what, string with) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace(what, with, StringComparison.Ordinal));
}
