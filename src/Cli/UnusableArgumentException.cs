namespace Cli;

/// <summary>An argument or a setting that nothing can be done with: one sentence, exit code 2.</summary>
internal sealed class UnusableArgumentException(string message) : Exception(message);
