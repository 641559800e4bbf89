using Webhooks.Senders.Reading;
using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Valara;

public sealed record AppointmentScheduled(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? TourId, string? CalendarEventId, DateTimeOffset? ScheduledAt, [property: WholeNumber(15, 720)] long? DurationMinutes) : OpenRecord, IAgencyData;

/// <summary>The calendar event stays the same.</summary>
public sealed record AppointmentRescheduled(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? TourId, string? CalendarEventId, DateTimeOffset? OldScheduledAt,
    DateTimeOffset? NewScheduledAt) : OpenRecord, IAgencyData;

public sealed record AppointmentCancelled(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? TourId, string? CalendarEventId, DateTimeOffset? ScheduledAt, DateTimeOffset? CancelledAt,
    string? CancelledBy) : OpenRecord, IAgencyData;

/// <summary>Valara's nightly check found a visit whose calendar event is missing, at another time or unreadable.</summary>
public sealed record AppointmentOrphanDetected(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? TourId, string? StoredCalendarEventId, string? IssueType, DateTimeOffset? StoredScheduledAt,
    DateTimeOffset? DetectedAt) : OpenRecord, IAgencyData;
