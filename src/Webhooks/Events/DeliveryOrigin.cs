namespace Webhooks.Events;

/// <summary>Where a delivery came from, beside what its sender signed.</summary>
/// <param name="ArrivalId">Given by the receiver to this arrival alone, so that after an unclear failure it recognises its own row.</param>
/// <param name="TraceParent">W3C trace context of the arrival.</param>
/// <param name="SenderTrace">W3C trace context that the sender claims.</param>
public sealed record DeliveryOrigin(string ArrivalId, string? TraceParent = null, string? SenderTrace = null);
