using System.Security.Cryptography;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Diagnosing;

// Finds the key, content and body that together match a signature of the delivery: with no fault, then one, then two, likely ones first.
// Bounded by the bytes it hashes and not by a clock, so that the same delivery gets the same answer.
internal sealed class CandidateSearch(
    IReadOnlyList<SignatureCandidate> signatures, IReadOnlyList<KeyCandidate> keys, IReadOnlyList<ContentCandidate> contents, ReadOnlyMemory<byte> body)
{
    private const int ContentsWithAnotherFault = 24;

    // A few hundred bodies of the largest size that senders send.
    private const long MaximumBytes = 256 * 1024 * 1024;

    // A check by public key takes as long as a MAC of this many bytes plus three times its content.
    private const int PublicKeyBytes = 100 * 1024;

    private readonly BodyCandidate[] received = [new BodyCandidate(body, [], null)];
    private readonly ContentCandidate[] declared = [.. contents.Where(content => content.Finding is null)];
    private readonly ContentCandidate[] others = [.. contents.Where(content => content.Finding is not null)];
    private List<BodyCandidate>? common;
    private long bytesLeft = MaximumBytes;

    /// <summary>Whether candidates were skipped to limit the time.</summary>
    public bool IsIncomplete { get; private set; }

    private List<BodyCandidate> Common => common ??= [.. BodyCandidates.Common(body).Where(Differs)];

    // An inactive secret counts as a fault.
    public SignatureMatch? AsDeclared() => First(KeysWith(0), declared, received);

    public SignatureMatch? WithOtherKeyOrBody() =>
        First(KeysWith(1), declared, received)
        ?? First(KeysWith(0), declared, Common)
        ?? First(KeysWith(0), declared, BodyCandidates.Rare(body).Where(Differs));

    public SignatureMatch? WithOtherContentOrTwoFaults() =>
        First(KeysWith(0), others, received)
        ?? First(KeysWith(2), declared, received)
        ?? First(KeysWith(1), declared, Common)
        ?? First(KeysWith(1), others.Take(ContentsWithAnotherFault), received)
        ?? First(KeysWith(0), others.Take(ContentsWithAnotherFault), Common);

    private IEnumerable<KeyCandidate> KeysWith(int faults) => keys.Where(key => key.Findings.Count == faults);

    private bool Differs(BodyCandidate candidate) => candidate.Tail.Length > 0 || !candidate.Bytes.Span.SequenceEqual(body.Span);

    private SignatureMatch? First(IEnumerable<KeyCandidate> keys, IEnumerable<ContentCandidate> contents, IEnumerable<BodyCandidate> bodies)
    {
        foreach (var body in signatures.Count == 0 ? [] : bodies)
        {
            foreach (var key in keys)
            {
                foreach (var content in contents)
                {
                    if (Find(key, content, body) is { } signature)
                    {
                        return new SignatureMatch(signature, key, content, body);
                    }
                }
            }
        }

        return null;
    }

    private SignatureCandidate? Find(KeyCandidate candidate, ContentCandidate content, BodyCandidate body)
    {
        var signed = content.Of(body, candidate.Key);
        return candidate.Key.Public is { } publicKey ? FindSigned(publicKey, signed)
            : candidate.Key.Mac is DigestKey digest && Spend(body.Bytes.Length) ? FindMac(digest, signed)
            : null;
    }

    private SignatureCandidate? FindSigned(PublicSignatureKey key, SignedContent signed) => signatures.FirstOrDefault(signature =>
        signature.IsSignature && Spend(PublicKeyBytes + (3L * signed.Length)) && key.Matches(signed.ToArray(), signature.Bytes));

    private SignatureCandidate? FindMac(DigestKey key, SignedContent signed)
    {
        var mac = new byte[key.Size];
        key.Compute(signed, mac);
        return signatures.FirstOrDefault(signature => CryptographicOperations.FixedTimeEquals(signature.Bytes, mac));
    }

    private bool Spend(long bytes)
    {
        bytesLeft -= bytes;
        IsIncomplete |= bytesLeft < 0;
        return bytesLeft >= 0;
    }
}
