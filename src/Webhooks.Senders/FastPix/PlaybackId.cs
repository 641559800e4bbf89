using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>The id that a player uses.</summary>
public sealed record PlaybackId(string? Id, string? MediaId, string? AccessPolicy) : OpenRecord;
