using Webhooks.Senders.Reading;
using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Valara;

/// <summary>
/// The outermost object of every Valara event. The event pages require six keys; <c>is_sandbox</c> is on another page.
/// <see href="https://docs.jacoballenmedia.com/api-reference/webhooks/events" />
/// </summary>
public sealed record ValaraEvent<T>(
    string? EventId, string? EventType, [property: PastDate] string? ApiVersion, [property: WholeNumber] DateTimeOffset? Timestamp, string? Nonce, bool? IsSandbox, T? Data) : OpenRecord, IBody
    where T : OpenRecord
{
    public DateTimeOffset? HappenedAt() => Timestamp;

    IEnumerable<string?> IBody.Owners() => [(Data as IAgencyData)?.AgencyId];
}

// Every listing, user and delivery job belongs to an agency.
internal interface IAgencyData
{
    string? AgencyId { get; }
}
