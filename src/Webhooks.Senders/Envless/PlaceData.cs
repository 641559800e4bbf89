using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

/// <summary>A workspace came, changed or went.</summary>
public sealed record WorkspaceData(Workspace? Workspace) : OpenRecord;

/// <summary>A workspace.</summary>
public sealed record Workspace(string? Id, string? Name, string? Slug, string? Icon, string? Plan, DateTimeOffset? CreatedAt) : OpenRecord;

/// <summary>A project came, changed or went. Its page is not public; the fields are those of its kin.</summary>
public sealed record ProjectData(Project? Project) : OpenRecord;

/// <summary>A project.</summary>
public sealed record Project(string? Id, string? Name, string? Slug, string? Icon) : OpenRecord;

/// <summary>An environment came, changed or went. Its page is not public; the fields are those of its kin.</summary>
public sealed record EnvironmentData(ProjectEnvironment? Environment) : OpenRecord;

/// <summary>An environment of a project.</summary>
public sealed record ProjectEnvironment(string? Id, string? Name, string? Slug, string? ProjectId) : OpenRecord;
