using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

/// <summary>Someone was invited, joined, got another role or is gone.</summary>
public sealed record MemberData(Member? Member, bool? Left) : OpenRecord;

/// <summary>A member of a workspace.</summary>
public sealed record Member(string? Id, string? UserId, string? Email, string? PreviousRoleId, string? RoleId, string? RoleName) : OpenRecord;

/// <summary>An API key came, changed or went.</summary>
public sealed record KeyData(ApiKey? Key) : OpenRecord;

/// <summary>An API key; never its text. Scopes give each area <c>none</c>, <c>read</c> or <c>write</c>.</summary>
public sealed record ApiKey(
    string? Id, string? Name, bool? Active, IReadOnlyDictionary<string, JsonElement>? Scopes, IReadOnlyList<string>? ProjectIds, long? KeyRolls,
    DateTimeOffset? CreatedAt) : OpenRecord;

/// <summary>A token of the command line came. Its page is not public; everything is kept as it comes.</summary>
public sealed record CliTokenData : OpenRecord;
