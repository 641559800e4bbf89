using System.Text.Json.Nodes;
using Webhooks.Senders.Valara;

namespace Webhooks.Senders.Tests;

public class ValaraEventTests
{
    // The columns of the event pages that are not marked optional.
    [Theory]
    [InlineData("listing.created", "listing_id listing_number address owner_user_id status is_activated created_by public_url")]
    [InlineData("listing.updated", "listing_number changed_by changes")]
    [InlineData("listing.status_changed", "listing_number old_status new_status changed_by source side_effects side_effects.image_variants_unlocked side_effects.public_url_indexable")]
    [InlineData("listing.cancelled", "listing_number fee_applied fee_applied.amount fee_applied.currency cancelled_by source calendar_events_removed")]
    [InlineData("listing.section_modified", "listing_number section operation summary")]
    [InlineData("appointment.scheduled", "listing_number tour_id calendar_event_id scheduled_at duration_minutes")]
    [InlineData("appointment.rescheduled", "listing_number tour_id calendar_event_id old_scheduled_at new_scheduled_at")]
    [InlineData("appointment.cancelled", "listing_number tour_id calendar_event_id scheduled_at cancelled_at cancelled_by")]
    [InlineData("appointment.orphan.detected", "listing_number tour_id stored_calendar_event_id issue_type stored_scheduled_at detected_at")]
    [InlineData("invoice.payment_made", "invoice_id square_invoice_id amount currency payment_method")]
    [InlineData("subscription.created", "subscription_id plan_id status started_at price")]
    [InlineData("subscription.cancelled", "subscription_id plan_id started_at ends_at price")]
    [InlineData("media.delivery.completed", "listing_number job_id destination destination.kind destination.folder_path summary summary.files_uploaded summary.files_failed summary.total_bytes duration_seconds")]
    [InlineData("media.delivery.failed", "listing_number job_id destination destination.kind destination.folder_path error error.code error.message duration_seconds")]
    [InlineData("user.signed_up", "user_id email role signed_up_at")]
    [InlineData("user.deactivated", "user_id email role deactivated_at deactivated_by")]
    [InlineData("user.hierarchy_changed", "user_id email role changed_at changed_by")]
    public void A_required_field_that_is_missing_is_named(string type, string data) =>
        Promised.IsNamed("valara", type, "event_id event_type api_version timestamp nonce data", "agency_id " + data);

    [Fact]
    public void All_seventeen_types_are_known() => Sample.TypesOf("valara").Count().ShouldBe(17);

    [Fact]
    public void The_published_failure_is_read_whole()
    {
        var read = Sample.Read("valara", "media.delivery.failed", PublishedVector.ValaraFailed.Body);

        var said = read.Data.ShouldBeOfType<ValaraEvent<MediaDeliveryFailed>>();
        read.Breaches.ShouldBeEmpty();
        said.Timestamp.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1745339401));
        said.Data!.Destination.ShouldBe(new DeliveryDestination("google_drive", "/Listings/123-Main-St-Portland/Photos"));
        said.Data.Error!.Code.ShouldBe("media.delivery.failed.bucket_403");
        said.Data.DurationSeconds.ShouldBe(TimeSpan.Zero);
        read.Changes.ShouldHaveSingleItem().At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1745339401));
    }

    [Theory]
    [InlineData("listing.section_updated", "listing.section_modified")]
    [InlineData("media.delivery.partial", "media.delivery.completed")]
    public void Types_that_only_one_page_names_are_read_as_their_kin(string alias, string type)
    {
        var read = Sample.Read("valara", alias, System.Text.Encoding.UTF8.GetBytes(new Sample("valara", type).Body.ToJsonString()));

        read.IsKnown.ShouldBeTrue();
        read.Breaches.ShouldBeEmpty();
    }

    [Fact]
    public void A_number_in_text_is_no_count_and_a_time_may_lack_its_zone()
    {
        new Sample("valara", "media.delivery.completed").With(body => body["data"]!["summary"]!["files_failed"] = "3")
            .Read<ValaraEvent<MediaDelivered>>().Data!.Summary!.FilesFailed.ShouldBeNull();
        new Sample("valara", "appointment.scheduled").With(body => body["data"]!["scheduled_at"] = "2026-05-06T09:30:00")
            .Read<ValaraEvent<AppointmentScheduled>>().Data!.ScheduledAt.ShouldBe(new DateTimeOffset(2026, 5, 6, 9, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Optional_fields_may_be_null()
    {
        var read = new Sample("valara", "listing.cancelled").With(body => body["data"]!["reason"] = null).Read();

        read.Breaches.ShouldBeEmpty();
        read.Data.ShouldBeOfType<ValaraEvent<ListingCancelled>>().Data!.Reason.ShouldBeNull();
    }

    [Fact]
    public void A_signature_in_the_body_is_kept_and_means_nothing() =>
        new Sample("valara", "listing.created").With(body => body["signature"] = "sha256=00").Read<ValaraEvent<ListingCreated>>()
            .Further!.ShouldContainKey("signature");

    [Fact]
    public void Without_a_time_of_admission_the_body_says_when_and_else_the_clock()
    {
        var sample = new Sample("valara", "media.delivery.failed") { OccurredAt = null };

        sample.Read().Changes.ShouldHaveSingleItem().At.ShouldBe(Sample.At);
        sample.With(body => body["timestamp"] = new JsonObject()).Read().Changes.ShouldHaveSingleItem().At.ShouldBe(Sample.ReceivedAt);
    }
}
