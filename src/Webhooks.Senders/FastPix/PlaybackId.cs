using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>What a player asks for.</summary>
public sealed record PlaybackId(string? Id, string? MediaId, string? AccessPolicy, AccessRestrictions? AccessRestrictions) : OpenRecord;

/// <summary>Who may play it.</summary>
public sealed record AccessRestrictions(AccessList? Domains, AccessList? UserAgents) : OpenRecord;

/// <summary>A policy and its exceptions.</summary>
public sealed record AccessList(string? DefaultPolicy, IReadOnlyList<string>? Allow, IReadOnlyList<string>? Deny) : OpenRecord;
