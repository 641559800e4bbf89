using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

// A key, surrounding bytes and a body that may have been signed, each with what is wrong if they were.
internal sealed record KeyCandidate(SecretKey Key, IReadOnlyList<Finding> Findings);

// Fill: makes the content where it is not just bytes around the body.
internal sealed record ContentCandidate(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After, Finding? Finding)
{
    public Func<ReadOnlyMemory<byte>, SecretKey, SignedContent>? Fill { get; init; }

    public SignedContent Of(BodyCandidate body, SecretKey key) =>
        Fill is null ? new SignedContent(Before, body.Bytes, (byte[])[.. body.Tail, .. After.Span]) : Fill(body.Whole, key);
}

// The tail follows the bytes: an added line break needs no copy of a large body.
internal sealed record BodyCandidate(ReadOnlyMemory<byte> Bytes, byte[] Tail, Finding? Finding)
{
    public byte[] Whole => [.. Bytes.Span, .. Tail];
}

internal sealed record SignatureMatch(SignatureCandidate Signature, KeyCandidate Key, ContentCandidate Content, BodyCandidate Body)
{
    public IEnumerable<Finding> Findings => Key.Findings.Concat(new[] { Content.Finding, Body.Finding }.OfType<Finding>());
}
