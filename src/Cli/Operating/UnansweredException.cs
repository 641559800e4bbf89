namespace Cli.Operating;

/// <summary>The receiver did not do what it was asked: one sentence that says what to do, exit code 1.</summary>
internal sealed class UnansweredException(string message) : Exception(message);
