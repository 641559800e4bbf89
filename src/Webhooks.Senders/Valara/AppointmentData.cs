using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Valara;

/// <summary>A visit was arranged.</summary>
public sealed record AppointmentScheduled(
    string? AgencyId, string? ListingNumber, string? TourId, string? CalendarEventId, DateTimeOffset? ScheduledAt, long? DurationMinutes) : OpenRecord;

/// <summary>A visit was moved; its calendar event stays the same.</summary>
public sealed record AppointmentRescheduled(
    string? AgencyId, string? ListingNumber, string? TourId, string? CalendarEventId, DateTimeOffset? OldScheduledAt,
    DateTimeOffset? NewScheduledAt) : OpenRecord;

/// <summary>A visit was called off.</summary>
public sealed record AppointmentCancelled(
    string? AgencyId, string? ListingNumber, string? TourId, string? CalendarEventId, DateTimeOffset? ScheduledAt, DateTimeOffset? CancelledAt,
    string? CancelledBy) : OpenRecord;

/// <summary>The nightly sweep found a visit whose calendar event is gone, elsewhere or unreadable.</summary>
public sealed record AppointmentOrphanDetected(
    string? AgencyId, string? ListingNumber, string? TourId, string? StoredCalendarEventId, string? IssueType, DateTimeOffset? StoredScheduledAt,
    DateTimeOffset? DetectedAt) : OpenRecord;
