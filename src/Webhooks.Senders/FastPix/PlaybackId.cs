using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>The id that a player uses.</summary>
public sealed record PlaybackId(string? Id, string? MediaId, string? AccessPolicy, AccessRestrictions? AccessRestrictions) : OpenRecord;

public sealed record AccessRestrictions(AccessList? Domains, AccessList? UserAgents) : OpenRecord;

/// <summary>An empty list restricts nothing beyond the default policy.</summary>
public sealed record AccessList(string? DefaultPolicy, IReadOnlyList<string>? Allow, IReadOnlyList<string>? Deny) : OpenRecord;
