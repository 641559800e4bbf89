using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage;

namespace Functions;

public sealed class ProcessEvent(Processor processor)
{
    [Function(nameof(ProcessEvent))]
    public Task RunAsync([QueueTrigger(StorageNames.EventQueue)] string message, string? dequeueCount, CancellationToken cancellationToken) =>
        // The host moves an unreadable message to the poison queue, where RecordPoison reads it.
        Envelope.Read(QueueText.Of(message)) is { } envelope
            ? processor.ProcessAsync(new(envelope, isRedelivered: int.TryParse(dequeueCount, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1), cancellationToken)
            : throw new FormatException("The queue message is not an envelope of a known version.");
}
