using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>A key that may have signed, and what would be wrong with the settings if it did.</summary>
internal sealed record KeyGuess(SecretKey Key, IReadOnlyList<Finding> Faults);

/// <summary>Bytes that may have been signed around the body, and what would be wrong if they were.</summary>
internal sealed record ContentGuess(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After, Finding? Fault);

/// <summary>
/// A body that may have been signed, and what would have been done to it on the way. <paramref name="Tail" /> follows the bytes,
/// so that a line end costs no copy of a large body.
/// </summary>
internal sealed record BodyGuess(ReadOnlyMemory<byte> Bytes, byte[] Tail, Finding? Fault)
{
    public byte[] Whole => [.. Bytes.Span, .. Tail];
}

/// <summary>The guesses that together give a signature of the delivery.</summary>
internal sealed record Match(SignatureCandidate SignatureCandidate, KeyGuess Key, ContentGuess Content, BodyGuess Body)
{
    public IEnumerable<Finding> Faults =>
        [.. Key.Faults, .. Content.Fault is { } content ? [content] : Array.Empty<Finding>(), .. Body.Fault is { } body ? [body] : Array.Empty<Finding>()];
}
