namespace Webhooks.Events;

/// <summary>One event that a queue message names.</summary>
/// <param name="Key">The ledger key it points at.</param>
/// <param name="TraceParent">W3C trace context of the delivery, so that its processing belongs to the same trace.</param>
public sealed record EnvelopeEntry(EventKey Key, string? TraceParent)
{
    // A message of 16 such events holds no more than 1 MiB of bodies in memory, about what one event of the largest row does
    // (768 KiB): the host's 24 messages at a time take no more than they did with one event each.
    private const int LargestSharedBody = 64 * 1024;

    /// <summary>Bytes of its body where the message is made; null when unknown. The message does not hold it.</summary>
    public int? BodyLength { get; init; }

    /// <summary>
    /// It may have another message: the sweep sent this one. In a backlog the first one is still under way as a rule, and has done the work when this
    /// one comes.
    /// </summary>
    public bool IsRepeat { get; init; }

    /// <summary>Whether it may travel with others.</summary>
    internal bool IsShared => BodyLength <= LargestSharedBody;
}
