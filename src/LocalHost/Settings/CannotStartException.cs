namespace LocalHost.Settings;

// An error that the developer can fix; each failure is a sentence that says how.
internal sealed class CannotStartException(IReadOnlyList<string> failures, Exception? inner = null) : Exception(string.Join(Environment.NewLine, failures), inner)
{
    public CannotStartException(string failure, Exception? inner = null)
        : this([failure], inner)
    {
    }

    public IReadOnlyList<string> Failures => failures;
}
