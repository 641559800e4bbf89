namespace Webhooks.Events;

/// <summary>A message has not done what it was for. Thrown to the host, which gives the message back five times and then moves it to the poison queue, where it is given five tries more.</summary>
internal sealed class UnsettledException : Exception
{
    /// <summary>An exception without a message.</summary>
    public UnsettledException()
    {
    }

    /// <summary>What is not settled.</summary>
    public UnsettledException(string message)
        : base(message)
    {
    }

    /// <summary>What is not settled, and why.</summary>
    public UnsettledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
