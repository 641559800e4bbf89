namespace Webhooks.Signatures;

/// <summary>The bytes a signature covers: the raw body and what the sender puts around it. A large body is never copied for it.</summary>
public readonly record struct SignedContent(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> After);
