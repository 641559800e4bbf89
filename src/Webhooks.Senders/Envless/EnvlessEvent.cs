using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

/// <summary>
/// The outermost object of every Envless event. Most pages show <c>type</c> and <c>data</c> only.
/// <see href="https://docs.envless.cloud/webhooks/events/workspace/created" />
/// </summary>
public sealed record EnvlessEvent<T>(
    string? Id, string? Type, string? ApiVersion, DateTimeOffset? CreatedAt, string? WorkspaceId, Actor? Actor, T? Data) : OpenRecord, IBody
    where T : OpenRecord
{
    public DateTimeOffset? HappenedAt() => CreatedAt;

    IEnumerable<string?> IBody.Owners() => [WorkspaceId, .. (Data as IOwned)?.Owners ?? []];
}

/// <summary>Who did it; null where the system did.</summary>
public sealed record Actor(string? UserId, string? Name, string? Email) : OpenRecord;
