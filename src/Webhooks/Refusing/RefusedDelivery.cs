using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Refusing;

/// <summary>What is kept of a refused delivery, so that one that was refused by our own mistake is not lost.</summary>
public sealed record RefusedDelivery
{
    /// <summary>The largest body that is kept whole, in bytes: one binary column.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>The arrival's id.</summary>
    public required string Id { get; init; }

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>The source's partition in the ledger, when it is spread over several.</summary>
    public int? Shard { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why it was refused.</summary>
    public required RefusalReason Reason { get; init; }

    /// <summary>What was told about it.</summary>
    public required string Detail { get; init; }

    /// <summary>Bytes of the body, by its announcement when it was not read; null when nothing is known.</summary>
    public long? Size { get; init; }

    /// <summary>Headers without secrets, those of the scheme first.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The body, or its beginning.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body is there from its first byte to its last. Only then can its signature be judged again.</summary>
    public bool BodyIsWhole { get; init; }

    /// <summary>Where to read on after this one; set by the ledger.</summary>
    public string Cursor { get; init; } = "";

    /// <summary>The delivery as it can be judged again.</summary>
    public Delivery AsDelivery()
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in Headers)
        {
            headers.Add(name, value);
        }

        return new Delivery(Source, headers, Body, ReceivedAt);
    }
}
