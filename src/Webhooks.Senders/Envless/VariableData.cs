using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

/// <summary>Values are never sent.</summary>
public sealed record VariableData(Variable? Variable, VariableChanges? Changes) : OpenRecord;

public sealed record Variable(string? Id, string? Name, string? Type, bool? IsSecret, string? EnvironmentId) : OpenRecord;

public sealed record VariableChanges(bool? NameChanged, bool? ValueChanged, string? PreviousName) : OpenRecord;

public sealed record VariablesData(string? EnvironmentId, long? Count, IReadOnlyList<Variable>? Variables) : OpenRecord;

public sealed record VersionData(VariableVersion? Version) : OpenRecord;

/// <summary>A version of an environment's variables.</summary>
public sealed record VariableVersion(string? Id, string? Label, long? VariableCount, string? EnvironmentId, DateTimeOffset? CreatedAt) : OpenRecord;

/// <summary>An environment was rolled back to a version.</summary>
public sealed record RollbackData(string? VersionId, string? EnvironmentId, string? VersionLabel, RollbackStats? Stats) : OpenRecord;

/// <summary>How many variables were affected.</summary>
public sealed record RollbackStats(long? Added, long? Updated, long? Removed) : OpenRecord;
