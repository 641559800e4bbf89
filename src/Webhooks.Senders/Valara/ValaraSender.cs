using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

// The events of Valara: the 17 types of its event list, and two that only another page names.
// https://docs.jacoballenmedia.com/api-reference/webhooks/events
// https://docs.valara.cloud/api-reference/developer-settings/webhooks
internal sealed class ValaraSender : ISender
{
    private static readonly ValaraJson Json = ValaraJson.Default;

    private static readonly IEventReader Section = Of(Json.ListingSectionModifiedEvent, "agency_id listing_number section operation summary");

    private static readonly IEventReader Delivered = Of(
        Json.MediaDeliveredEvent,
        "agency_id listing_number job_id destination.kind destination.folder_path summary.files_uploaded summary.files_failed summary.total_bytes duration_seconds",
        DeliveryJobs.Delivered, DeliveryJobs.AboutDelivered);

    private static readonly Dictionary<string, IEventReader> Types = new()
    {
        ["listing.created"] = Of(
            Json.ListingCreatedEvent,
            "agency_id listing_id listing_number address owner_user_id status is_activated created_by public_url", Listings.Created),
        ["listing.updated"] = Of(Json.ListingUpdatedEvent, "agency_id listing_number changed_by changes"),
        ["listing.status_changed"] = Of(
            Json.ListingStatusChangedEvent,
            "agency_id listing_number old_status new_status changed_by source side_effects.image_variants_unlocked side_effects.public_url_indexable",
            Listings.Changed),
        ["listing.cancelled"] = Of(
            Json.ListingCancelledEvent,
            "agency_id listing_number fee_applied.amount fee_applied.currency cancelled_by source calendar_events_removed", Listings.Cancelled),
        ["listing.section_modified"] = Section,
        ["listing.section_updated"] = Section,
        ["appointment.scheduled"] = Of(
            Json.AppointmentScheduledEvent, "agency_id listing_number tour_id calendar_event_id scheduled_at duration_minutes", Appointments.Scheduled),
        ["appointment.rescheduled"] = Of(
            Json.AppointmentRescheduledEvent, "agency_id listing_number tour_id calendar_event_id old_scheduled_at new_scheduled_at",
            Appointments.Rescheduled, Appointments.AboutRescheduled),
        ["appointment.cancelled"] = Of(
            Json.AppointmentCancelledEvent, "agency_id listing_number tour_id calendar_event_id scheduled_at cancelled_at cancelled_by",
            Appointments.Cancelled, Appointments.AboutCancelled),
        ["appointment.orphan.detected"] = Of(
            Json.AppointmentOrphanDetectedEvent,
            "agency_id listing_number tour_id stored_calendar_event_id issue_type stored_scheduled_at detected_at",
            Appointments.Orphaned, Appointments.AboutOrphaned),
        ["invoice.payment_made"] = Of(Json.InvoicePaymentMadeEvent, "agency_id invoice_id square_invoice_id amount currency payment_method"),
        ["subscription.created"] = Of(Json.SubscriptionEvent, "agency_id subscription_id plan_id status started_at price"),
        ["subscription.cancelled"] = Of(Json.SubscriptionEvent, "agency_id subscription_id plan_id started_at ends_at price"),
        ["media.delivery.completed"] = Delivered,
        ["media.delivery.partial"] = Delivered,
        ["media.delivery.failed"] = Of(
            Json.MediaDeliveryFailedEvent,
            "agency_id listing_number job_id destination.kind destination.folder_path error.code error.message duration_seconds",
            DeliveryJobs.Failed, DeliveryJobs.AboutFailed),
        ["user.signed_up"] = Of(Json.UserSignedUpEvent, "agency_id user_id email role signed_up_at"),
        ["user.deactivated"] = Of(Json.UserDeactivatedEvent, "agency_id user_id email role deactivated_at deactivated_by"),
        ["user.hierarchy_changed"] = Of(Json.UserHierarchyChangedEvent, "agency_id user_id email role changed_at changed_by"),
    };

    public string Scheme => "valara";

    public IReadOnlyList<NotificationRule> Rules => ValaraRules.All;

    public SenderEvent Read(LedgerEvent found) => Types.GetValueOrDefault(found.EventType)?.Read(found) ?? new SenderEvent { IsKnown = false };

    // Sandbox keys cause real deliveries to the same endpoints.
    // https://docs.valara.cloud/api-reference/developer-settings/sandbox-mode
    private static EventReader<ValaraEvent<T>> Of<T>(
        JsonTypeInfo<ValaraEvent<T>> shape, string required,
        Func<ValaraEvent<T>, EventContext, IEnumerable<StatusChange>>? changes = null, Func<ValaraEvent<T>, EventContext, IEnumerable<Notice>>? notices = null)
        where T : OpenRecord =>
        new(shape, new RequiredFields("event_id event_type api_version timestamp nonce data", required), changes,
            (body, context) => notices?.Invoke(body, context).Select(notice => notice.ForTest(body.IsSandbox is true ? "sandbox" : null)) ?? []);
}
