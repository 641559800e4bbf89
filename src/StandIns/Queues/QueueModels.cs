namespace Azure.Storage.Queues.Models;

public class SendReceipt
{
    internal SendReceipt()
    {
    }

    public string MessageId { get; internal init; }

    public DateTimeOffset InsertionTime { get; internal init; }

    public DateTimeOffset ExpirationTime { get; internal init; }

    public string PopReceipt { get; internal init; }

    public DateTimeOffset TimeNextVisible { get; internal init; }
}

public class QueueMessage
{
    internal QueueMessage()
    {
    }

    public string MessageId { get; internal init; }

    public string PopReceipt { get; internal init; }

    public string MessageText => Body?.ToString();

    public BinaryData Body { get; internal init; }

    public DateTimeOffset? NextVisibleOn { get; internal init; }

    public DateTimeOffset? InsertedOn { get; internal init; }

    public DateTimeOffset? ExpiresOn { get; internal init; }

    public long DequeueCount { get; internal init; }
}

public class PeekedMessage
{
    internal PeekedMessage()
    {
    }

    public string MessageId { get; internal init; }

    public string MessageText => Body?.ToString();

    public BinaryData Body { get; internal init; }

    public DateTimeOffset? InsertedOn { get; internal init; }

    public DateTimeOffset? ExpiresOn { get; internal init; }

    public long DequeueCount { get; internal init; }
}

public class UpdateReceipt
{
    internal UpdateReceipt()
    {
    }

    public string PopReceipt { get; internal init; }

    public DateTimeOffset NextVisibleOn { get; internal init; }
}

public class QueueProperties
{
    public QueueProperties()
    {
    }

    public int ApproximateMessagesCount { get; internal init; }
}
