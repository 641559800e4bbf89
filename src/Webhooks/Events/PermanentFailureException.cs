namespace Webhooks.Events;

/// <summary>Thrown by a handler when no further attempt can succeed: the event becomes a dead letter at once.</summary>
public sealed class PermanentFailureException : Exception
{
    /// <summary>With the reason that operators will read.</summary>
    public PermanentFailureException(string message) : base(message)
    {
    }

    /// <summary>With the reason that operators will read, and its cause.</summary>
    public PermanentFailureException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <inheritdoc />
    public PermanentFailureException()
    {
    }
}
