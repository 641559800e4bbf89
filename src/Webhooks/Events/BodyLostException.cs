namespace Webhooks.Events;

/// <summary>The body of an event is not where its row says, or is not the one that was signed. To wait does not help.</summary>
public sealed class BodyLostException : Exception
{
    /// <summary>With the reason that operators will read.</summary>
    public BodyLostException(string message) : base(message)
    {
    }

    /// <inheritdoc />
    public BodyLostException()
    {
    }

    /// <inheritdoc />
    public BodyLostException(string message, Exception cause) : base(message, cause)
    {
    }
}
