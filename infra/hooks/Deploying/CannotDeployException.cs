namespace Deploying;

/// <summary>Why it cannot go on, and what to do: one sentence per line.</summary>
public sealed class CannotDeployException(params IEnumerable<string> sentences) : Exception(string.Join(Environment.NewLine, sentences));
