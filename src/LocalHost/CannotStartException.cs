namespace LocalHost;

/// <summary>Something the developer can put right; each failure is a sentence that says how.</summary>
public sealed class CannotStartException : Exception
{
    public CannotStartException()
        : this("LocalHost cannot start.")
    {
    }

    public CannotStartException(string message)
        : this(message, null)
    {
    }

    public CannotStartException(string message, Exception? inner)
        : base(message, inner) => Failures = [message];

    public CannotStartException(IReadOnlyList<string> failures)
        : base(string.Join(Environment.NewLine, failures)) => Failures = failures;

    public IReadOnlyList<string> Failures { get; }
}
