namespace Cli.Operating;

// The receiver did not do what was requested: exit code 1. The message says what to do.
internal sealed class ReceiverException(string message) : Exception(message)
{
    // Unreachable or overloaded: a later attempt may succeed.
    public bool IsTransient { get; init; }

    public bool IsNotFound { get; init; }
}
