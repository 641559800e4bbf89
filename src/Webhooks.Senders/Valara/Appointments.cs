using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

/// <summary>Appointments, by their tour id: the calendar event may be gone, the tour is not.</summary>
internal static class Appointments
{
    private const string Kind = "appointment";

    public static IEnumerable<StatusChange> Scheduled(ValaraEvent<AppointmentScheduled> said, EventContext on) =>
        Reached(said.Data?.TourId, "scheduled", on, rank: 0, said.Data?.ListingNumber, said.Data?.ScheduledAt);

    public static IEnumerable<StatusChange> Rescheduled(ValaraEvent<AppointmentRescheduled> said, EventContext on) =>
        Reached(said.Data?.TourId, "rescheduled", on, rank: 1, said.Data?.ListingNumber, said.Data?.NewScheduledAt);

    public static IEnumerable<StatusChange> Orphaned(ValaraEvent<AppointmentOrphanDetected> said, EventContext on) =>
        Reached(said.Data?.TourId, "orphaned", on, rank: 2, said.Data?.ListingNumber, said.Data?.StoredScheduledAt)
            .Select(change => change with
            {
                IsUnhealthy = true,
                Details = Format.Details(("issue_type", said.Data?.IssueType), ("listing_number", said.Data?.ListingNumber)),
            });

    public static IEnumerable<StatusChange> Cancelled(ValaraEvent<AppointmentCancelled> said, EventContext on) =>
        Reached(said.Data?.TourId, "cancelled", on, rank: 3, said.Data?.ListingNumber, said.Data?.ScheduledAt);

    public static IEnumerable<Notice> AboutOrphaned(ValaraEvent<AppointmentOrphanDetected> said, EventContext on)
    {
        var data = said.Data;
        var (what, next) = data?.IssueType switch
        {
            "event_missing" => ("its calendar event is gone", "Ask whether the visit still takes place: then book it again, or else cancel it in Valara."),
            "event_moved" => ("its calendar event stands at another time", "Find out which time holds and reschedule the visit in Valara to it."),
            "event_malformed" => ("its calendar event cannot be read", "Open the event in the calendar and put it right, or book the visit again."),
            _ => ($"its calendar event does not match ({Plain.First(data?.IssueType) ?? "no reason given"})", "Compare the visit in Valara with the calendar and put right what is wrong."),
        };
        var title = $"A visit of listing {Listings.Named(data?.ListingNumber)} is not safely in the calendar";
        what = $"The visit at {Format.Time(data?.StoredScheduledAt)} is booked, but {what}. Calendar event {Plain.First(data?.StoredCalendarEventId) ?? "unknown"}.";
        yield return data?.TourId is { Length: > 0 } tour
            ? ValaraRules.AppointmentOrphaned.About(Kind, tour, title, what, next)
            : ValaraRules.AppointmentOrphaned.Notice($"event {Printable.Of(on.EventId)}", title, what, next);
    }

    public static IEnumerable<Notice> AboutRescheduled(ValaraEvent<AppointmentRescheduled> said, EventContext on) =>
        InOrder(said.Data?.TourId, said.Data?.ListingNumber, $"It was moved to {Format.Time(said.Data?.NewScheduledAt)}.");

    public static IEnumerable<Notice> AboutCancelled(ValaraEvent<AppointmentCancelled> said, EventContext on) =>
        InOrder(said.Data?.TourId, said.Data?.ListingNumber, "It was cancelled.");

    private static IEnumerable<Notice> InOrder(string? tour, string? listing, string what)
    {
        if (tour is { Length: > 0 })
        {
            yield return ValaraRules.AppointmentOrphaned.Over(Kind, tour, $"The visit of listing {Listings.Named(listing)} is in order again", what);
        }
    }

    private static IEnumerable<StatusChange> Reached(string? tour, string state, EventContext on, int rank, string? listing, DateTimeOffset? time)
    {
        if (tour is { Length: > 0 })
        {
            yield return new StatusChange(Kind, tour, state, on.At, $"Visit of listing {Listings.Named(listing)} at {Format.Time(time)} is {state}")
            {
                Rank = rank,
                Details = Format.Details(("listing_number", listing)),
            };
        }
    }
}
