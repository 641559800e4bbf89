namespace Webhooks.Signatures.Cryptography;

// A sender's public key, with a limit for the checks that anyone can ask for. Thread-safe.
internal abstract class PublicSignatureKey(bool isUnlimited)
{
    public CheckAllowance Allowance { get; } = new(isUnlimited);

    public abstract bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> claimed);
}
