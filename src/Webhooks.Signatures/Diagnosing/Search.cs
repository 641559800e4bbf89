using System.Security.Cryptography;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>
/// Looks for the key, the content and the body that together give a signature of the delivery: without a fault, then with one,
/// then with two, likely ones first. Bounded by the bytes it hashes, never by a clock: the same delivery gets the same answer.
/// </summary>
internal sealed class Search(IReadOnlyList<SignatureCandidate> candidates, IReadOnlyList<KeyGuess> keys, IReadOnlyList<ContentGuess> contents, ReadOnlyMemory<byte> body)
{
    private const int MostFaults = 2;
    private const int ContentsTriedWithOthers = 24;

    // A few hundred bodies of the largest size that senders send.
    private const long MostBytes = 256 * 1024 * 1024;

    // A check of Ed25519 takes as long as the MAC of so many bytes, and as that of three times its content.
    private const int Ed25519Bytes = 100 * 1024;

    private readonly BodyGuess[] received = [new BodyGuess(body, [], null)];
    private readonly List<BodyGuess> common = [];
    private long bytesLeft = MostBytes;

    /// <summary>Whether guesses were left out because they would have taken too long.</summary>
    public bool WasCut { get; private set; }

    /// <summary>All as the settings and the scheme say; a secret that is not active counts as a fault.</summary>
    public Match? AsDeclared() => First(keys.Where(key => key.Faults.Count == 0), Declared, received);

    /// <summary>One thing differs: the key, or the body.</summary>
    public Match? WithOtherKeyOrBody()
    {
        common.AddRange(BodyGuesses.Common(body).Where(IsAnother));
        return First(keys.Where(key => key.Faults.Count == 1), Declared, received)
            ?? First(keys.Where(key => key.Faults.Count == 0), Declared, common)
            ?? First(keys.Where(key => key.Faults.Count == 0), Declared, BodyGuesses.Rare(body).Where(IsAnother));
    }

    /// <summary>The signed content differs, or any two things do.</summary>
    public Match? WithTheRest() =>
        First(keys.Where(key => key.Faults.Count == 0), Others, received)
        ?? First(keys.Where(key => key.Faults.Count == 2), Declared, received)
        ?? First(keys.Where(key => key.Faults.Count == 1), Declared, common)
        ?? First(keys.Where(key => key.Faults.Count == 1), Others.Take(ContentsTriedWithOthers), received)
        ?? First(keys.Where(key => key.Faults.Count == 0), Others.Take(ContentsTriedWithOthers), common);

    private IEnumerable<ContentGuess> Declared => contents.Where(content => content.Fault is null);

    private IEnumerable<ContentGuess> Others => contents.Where(content => content.Fault is not null);

    private bool IsAnother(BodyGuess guess) => guess.Tail.Length > 0 || !guess.Bytes.Span.SequenceEqual(body.Span);

    private Match? First(IEnumerable<KeyGuess> keys, IEnumerable<ContentGuess> contents, IEnumerable<BodyGuess> bodies)
    {
        if (candidates.Count == 0)
        {
            return null;
        }

        foreach (var guess in bodies)
        {
            foreach (var key in keys)
            {
                foreach (var content in contents)
                {
                    var faults = key.Faults.Count + (content.Fault is null ? 0 : 1) + (guess.Fault is null ? 0 : 1);
                    if (faults <= MostFaults && Find(key, content, guess) is { } candidate)
                    {
                        return new Match(candidate, key, content, guess);
                    }
                }
            }
        }

        return null;
    }

    private SignatureCandidate? Find(KeyGuess guess, ContentGuess content, BodyGuess body)
    {
        var signed = new SignedContent(content.Before, body.Bytes, (byte[])[.. body.Tail, .. content.After.Span]);
        return guess.Key.Hmac is not { } hmac ? FindEd25519(guess.Key.Ed25519!, signed)
            : Spend(body.Bytes.Length) ? FindMac(hmac, signed) : null;
    }

    private SignatureCandidate? FindEd25519(Ed25519Key key, SignedContent signed) => candidates.FirstOrDefault(candidate =>
        candidate.IsEd25519 && Spend(Ed25519Bytes + (3L * signed.Length)) && key.Matches(signed.ToArray(), candidate.Bytes));

    private SignatureCandidate? FindMac(HmacKey key, SignedContent signed)
    {
        var mac = new byte[HMACSHA256.HashSizeInBytes];
        key.Compute(signed, mac);
        return candidates.FirstOrDefault(candidate => CryptographicOperations.FixedTimeEquals(candidate.Bytes, mac));
    }

    private bool Spend(long bytes)
    {
        bytesLeft -= bytes;
        WasCut |= bytesLeft < 0;
        return bytesLeft >= 0;
    }
}
