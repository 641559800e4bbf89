using Webhooks.Searching;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Refusing;

/// <summary>What is kept of a refused delivery, so that one refused by our own mistake is not lost.</summary>
public sealed record RefusedDelivery
{
    /// <summary>In bytes: one binary column.</summary>
    public const int LargestBody = 64 * 1024;

    public required string Id { get; init; }
    public required string Source { get; init; }

    /// <summary>The partition of a source that has several.</summary>
    public int? Shard { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required RefusalReason Reason { get; init; }
    public required string Detail { get; init; }

    /// <summary>Bytes; as announced when the body was not read.</summary>
    public long? Size { get; init; }

    /// <summary>Without secrets, those of the scheme first.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>What the scheme reads of the query.</summary>
    public string Query { get; init; } = "";

    /// <summary>The body, or its beginning.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Only a whole body can be verified again.</summary>
    public bool BodyIsWhole { get; init; }

    /// <summary>What it can be searched by, beside its id: by its own account, nothing vouches for it.</summary>
    public IReadOnlyList<SearchId> SearchIds { get; init; } = [];

    /// <summary>Set by the ledger: its names of these.</summary>
    public string? IndexedBy { get; init; }

    /// <summary>Set by the ledger.</summary>
    public string Cursor { get; init; } = "";

    public Delivery AsDelivery()
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in Headers)
        {
            headers.Add(name, value);
        }

        return new Delivery(Source, headers, Body, ReceivedAt) { Query = Query };
    }
}
