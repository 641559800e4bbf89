namespace Webhooks.Signatures;

/// <summary>What a sender would post.</summary>
/// <param name="Headers">Every header that the sender's scheme has.</param>
/// <param name="Query">The query, without the question mark; empty unless the signature is in it.</param>
/// <param name="Body">The body, with what the sender writes into it.</param>
public sealed record SenderRequest(IReadOnlyDictionary<string, string> Headers, string Query, ReadOnlyMemory<byte> Body);
