using Microsoft.Azure.Functions.Worker;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage;

namespace Functions;

/// <summary>One attempt at the event that the message points at.</summary>
public sealed class ProcessEvent(Processor processor)
{
    [Function(nameof(ProcessEvent))]
    public Task RunAsync([QueueTrigger(StorageNames.EventQueue)] string message, CancellationToken cancellationToken) =>
        // What cannot be read is left to the host, which moves it to the poison queue and there to RecordPoison.
        Envelope.Read(QueueText.Of(message)) is { } envelope
            ? processor.ProcessAsync(envelope, cancellationToken)
            : throw new FormatException("The queue message is no envelope of a version this app knows.");
}
