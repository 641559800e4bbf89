using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

public sealed record MemberData(Member? Member, bool? Left) : OpenRecord;

public sealed record Member(string? Id, string? UserId, string? Email, string? PreviousRoleId, string? RoleId, string? RoleName) : OpenRecord;

public sealed record KeyData(ApiKey? Key) : OpenRecord;

/// <summary>An API key, never its text. Scopes give each area <c>none</c>, <c>read</c> or <c>write</c>.</summary>
public sealed record ApiKey(
    string? Id, string? Name, bool? Active, IReadOnlyDictionary<string, JsonElement>? Scopes, IReadOnlyList<string>? ProjectIds, long? KeyRolls) : OpenRecord;
