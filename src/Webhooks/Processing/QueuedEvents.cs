using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>The events of one delivery of a queue message.</summary>
/// <param name="envelope">The message.</param>
/// <param name="isRedelivered">The queue has delivered it before.</param>
public sealed class QueuedEvents(Envelope envelope, bool isRedelivered = false)
{
    internal IReadOnlyList<EnvelopeEntry> Entries => envelope.Entries;

    /// <summary>
    /// Whether another delivery has probably done the work. Age says nothing of that: while processing is behind, every message is old, and the
    /// first of each event still finds work. What the sweep sends then is the second.
    /// </summary>
    internal bool IsLate(EnvelopeEntry entry) => isRedelivered || entry.IsRepeat;
}
