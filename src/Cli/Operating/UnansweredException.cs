namespace Cli.Operating;

/// <summary>The receiver did not do what it was asked: one sentence that says what to do, exit code 1.</summary>
internal sealed class UnansweredException(string message) : Exception(message)
{
    /// <summary>The receiver is away or overloaded; asking again later may help.</summary>
    public bool MayPass { get; init; }

    /// <summary>What was asked for is not there.</summary>
    public bool IsAbsent { get; init; }
}
