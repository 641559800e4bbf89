using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

/// <summary>A variable came, changed or went. Values are never sent.</summary>
public sealed record VariableData(Variable? Variable, VariableChanges? Changes) : OpenRecord;

/// <summary>A variable.</summary>
public sealed record Variable(string? Id, string? Name, string? Type, bool? IsSecret, string? EnvironmentId, DateTimeOffset? UpdatedAt) : OpenRecord;

/// <summary>What is different about it.</summary>
public sealed record VariableChanges(bool? NameChanged, bool? ValueChanged, string? PreviousName) : OpenRecord;

/// <summary>Many variables came or went in one operation.</summary>
public sealed record VariablesData(string? EnvironmentId, long? Count, IReadOnlyList<Variable>? Variables) : OpenRecord;

/// <summary>The variables of an environment were marked as a version.</summary>
public sealed record VersionData(VariableVersion? Version) : OpenRecord;

/// <summary>A version of an environment's variables.</summary>
public sealed record VariableVersion(
    string? Id, string? Label, string? Note, long? VariableCount, string? EnvironmentId, DateTimeOffset? CreatedAt) : OpenRecord;

/// <summary>An environment went back to a version.</summary>
public sealed record RollbackData(string? VersionId, string? EnvironmentId, string? VersionLabel, RollbackStats? Stats) : OpenRecord;

/// <summary>How many variables that touched.</summary>
public sealed record RollbackStats(long? Added, long? Updated, long? Removed) : OpenRecord;
