namespace Webhooks.Signatures.Presets;

/// <summary>What a sender wants to be answered when a delivery was accepted, or was a duplicate.</summary>
public sealed record AnswerSettings
{
    /// <summary>The bytes of the longest body: senders read no more.</summary>
    public const int LongestBody = 1024;

    /// <summary>Default: 202 when accepted, 200 for a duplicate.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the answer must have no body, also when a delivery is refused.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Default: JSON.</summary>
    public string? ContentType { get; init; }

    /// <summary>Default: the receiver's own.</summary>
    public string? Body { get; init; }
}
