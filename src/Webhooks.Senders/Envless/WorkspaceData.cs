using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

public sealed record WorkspaceData(Workspace? Workspace) : OpenRecord, IOwned
{
    IEnumerable<string?> IOwned.Owners => [Workspace?.Id, Workspace?.Name, Workspace?.Slug];
}

public sealed record Workspace(string? Id, string? Name, string? Slug, string? Plan, DateTimeOffset? CreatedAt) : OpenRecord;

/// <summary>Data of an event whose page is not public: everything is kept as received.</summary>
public sealed record UndocumentedData : OpenRecord;
