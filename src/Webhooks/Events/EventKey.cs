using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Events;

/// <summary>The place of an event in the ledger.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Shard">The source's partition, when it is spread over several.</param>
/// <param name="EventId">The event's id, as the sender writes it.</param>
public readonly record struct EventKey(string Source, int? Shard, string EventId)
{
    /// <summary>The key of an event of a source. The same id always falls into the same shard.</summary>
    public static EventKey For(Source source, string eventId) =>
        new(source.Name, source.Shards > 1 ? (int)(StableHash(eventId) % (uint)source.Shards) : null, eventId);

    private static uint StableHash(string text) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
