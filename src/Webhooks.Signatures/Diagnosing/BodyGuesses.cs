using System.Text;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>
/// Bodies that may have been signed before something on the way changed them into what arrived. None is ever accepted; the one
/// that matches tells what to look for.
/// </summary>
internal static class BodyGuesses
{
    private static readonly byte[] Preamble = Encoding.UTF8.Preamble.ToArray();

    private const string EditorCure = "Capture and hand on the raw bytes: an editor, a shell or a text-mode copy changed them.";

    /// <summary>What happens most, and cheap: tried together with other faults as well.</summary>
    public static IEnumerable<BodyGuess> Common(ReadOnlyMemory<byte> body)
    {
        var unix = Replace(body.Span, "\r\n", "\n");
        yield return Changed(body, "with a line break at its end", EditorCure, "\n"u8);
        yield return Changed(body[..body.Span.TrimEnd("\r\n"u8).Length], "without the line break at its end", EditorCure);
        yield return Changed(unix, "with LF line ends; it arrived with CRLF", EditorCure);
        yield return Changed(Replace(unix, "\n", "\r\n"), "with CRLF line ends; it arrived with LF", EditorCure);
        yield return body.Span.StartsWith(Preamble)
            ? Changed(body[Preamble.Length..], "without the byte order mark before it", EditorCure)
            : Changed((byte[])[.. Preamble, .. body.Span], "with a byte order mark before it", EditorCure);
        if (JsonBody.IsJson(body.Span))
        {
            foreach (var layout in JsonLayout.All)
            {
                yield return Rewritten(layout.Apply(JsonBody.Bare(body.Span)), layout.Name);
            }
        }
    }

    /// <summary>What happens now and then: tried alone.</summary>
    public static IEnumerable<BodyGuess> Rare(ReadOnlyMemory<byte> body)
    {
        yield return Changed(body, "with CRLF at its end", EditorCure, "\r\n"u8);
        yield return Changed(body.Trim(" \t\r\n"u8), "without white space around it", EditorCure);
        foreach (var guess in JsonBody.IsJson(body.Span) ? JsonBody.Rewritings(body) : [])
        {
            yield return guess;
        }

        foreach (var (bytes, how, cure) in TextBody.Readings(body))
        {
            yield return Changed(bytes, how, cure);
            yield return Changed(bytes.AsMemory(0, bytes.AsSpan().TrimEnd("\r\n"u8).Length), how + " and without a line break at its end", cure);
        }
    }

    public static BodyGuess Rewritten(ReadOnlyMemory<byte> bytes, string how, ReadOnlySpan<byte> tail = default) => Changed(
        bytes, $"written {how}",
        "Verify the raw bytes before anything parses them, and take out the proxy, gateway or framework that writes the JSON anew.", tail);

    private static BodyGuess Changed(ReadOnlyMemory<byte> bytes, string how, string cure, ReadOnlySpan<byte> tail = default) =>
        new(bytes, tail.ToArray(), new Finding(Fault.BodyChanged, $"The body was changed on the way: the signature is right for it {how}.", cure));

    private static byte[] Replace(ReadOnlySpan<byte> bytes, string what, string with) =>
        // Latin-1 maps every byte to one character and back.
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace(what, with, StringComparison.Ordinal));
}
