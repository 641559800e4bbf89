using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

// Appointments by their tour id, which outlives the calendar event.
internal static class Appointments
{
    private const string Kind = "appointment";

    public static IEnumerable<StatusChange> Scheduled(ValaraEvent<AppointmentScheduled> body, EventContext context) =>
        Changed(body.Data?.TourId, "scheduled", context, rank: 0, body.Data?.ListingNumber, body.Data?.ScheduledAt);

    public static IEnumerable<StatusChange> Rescheduled(ValaraEvent<AppointmentRescheduled> body, EventContext context) =>
        Changed(body.Data?.TourId, "rescheduled", context, rank: 1, body.Data?.ListingNumber, body.Data?.NewScheduledAt);

    public static IEnumerable<StatusChange> Orphaned(ValaraEvent<AppointmentOrphanDetected> body, EventContext context) =>
        Changed(body.Data?.TourId, "orphaned", context, rank: 2, body.Data?.ListingNumber, body.Data?.StoredScheduledAt, body.Data?.IssueType);

    public static IEnumerable<StatusChange> Cancelled(ValaraEvent<AppointmentCancelled> body, EventContext context) =>
        Changed(body.Data?.TourId, "cancelled", context, rank: 3, body.Data?.ListingNumber, body.Data?.ScheduledAt);

    public static IEnumerable<Notice> AboutOrphaned(ValaraEvent<AppointmentOrphanDetected> body, EventContext context)
    {
        var data = body.Data;
        var (what, next) = data?.IssueType switch
        {
            "event_missing" => ("its calendar event is gone", "Ask whether the visit still takes place, then book it again or cancel it in Valara."),
            "event_moved" => ("its calendar event is at another time", "Find out which time is right and reschedule the visit in Valara to it."),
            "event_malformed" => ("its calendar event cannot be read", "Open the event in the calendar and correct it, or book the visit again."),
            _ => ($"its calendar event does not match ({SafeText.First(data?.IssueType) ?? "no reason given"})", "Compare the visit in Valara with the calendar and correct the difference."),
        };
        yield return ValaraRules.AppointmentOrphaned.About(
            Kind, data?.TourId, context, $"A visit of listing {Listings.Named(data?.ListingNumber)} does not match the calendar",
            $"The visit at {Format.Time(data?.StoredScheduledAt)} is booked, but {what}. Calendar event {SafeText.First(data?.StoredCalendarEventId) ?? "unknown"}.", next).Of(data?.ListingNumber) with
        {
            Cause = SafeText.First(data?.IssueType),
            Example = $"listing {Listings.Named(data?.ListingNumber)}, visit at {Format.Time(data?.StoredScheduledAt)}",
        };
    }

    public static IEnumerable<Notice> AboutRescheduled(ValaraEvent<AppointmentRescheduled> body, EventContext context) =>
        Resolved(body.Data?.TourId, body.Data?.ListingNumber, $"It was moved to {Format.Time(body.Data?.NewScheduledAt)}.");

    public static IEnumerable<Notice> AboutCancelled(ValaraEvent<AppointmentCancelled> body, EventContext context) =>
        Resolved(body.Data?.TourId, body.Data?.ListingNumber, "It was cancelled.");

    private static IEnumerable<Notice> Resolved(string? tour, string? listing, string what) =>
        tour is { Length: > 0 }
            ? [ValaraRules.AppointmentOrphaned.Recovery(Kind, tour, $"The calendar mismatch of listing {Listings.Named(listing)} is resolved", what).Of(listing)]
            : [];

    private static IEnumerable<StatusChange> Changed(
        string? tour, string state, EventContext context, int rank, string? listing, DateTimeOffset? time, string? issue = null) =>
        tour is not { Length: > 0 } ? [] :
        [
            new(Kind, tour, state, context.At, $"Visit of listing {Listings.Named(listing)} at {Format.Time(time)} is {state}")
            {
                IsUnhealthy = state == "orphaned",
                Rank = rank,
                Details = Format.Details(("issue_type", issue), ("listing_number", listing)),
            },
        ];
}
