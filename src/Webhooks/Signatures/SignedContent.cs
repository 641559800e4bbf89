namespace Webhooks.Signatures;

/// <summary>The bytes a signature covers: the raw body and what the sender puts around it. Never one copied buffer.</summary>
public readonly record struct SignedContent(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> After);
