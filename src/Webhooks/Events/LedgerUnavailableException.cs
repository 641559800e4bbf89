namespace Webhooks.Events;

/// <summary>Storage did not do what it was asked, or did not say. A write may have landed all the same.</summary>
public sealed class LedgerUnavailableException : Exception
{
    /// <summary>Wraps what storage said.</summary>
    public LedgerUnavailableException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <inheritdoc />
    public LedgerUnavailableException()
    {
    }

    /// <inheritdoc />
    public LedgerUnavailableException(string message) : base(message)
    {
    }
}
