using Webhooks.Notifying;

namespace Webhooks.Senders.Tests;

public class ValaraRuleTests
{
    [Theory]
    [InlineData("media.delivery.failed", "delivery-job", "failed", true)]
    [InlineData("media.delivery.completed", "delivery-job", "partial", true)]
    [InlineData("listing.created", "listing", "Coming Soon", false)]
    [InlineData("listing.status_changed", "listing", "Active", false)]
    [InlineData("listing.cancelled", "listing", "Cancelled", false)]
    [InlineData("appointment.scheduled", "appointment", "scheduled", false)]
    [InlineData("appointment.rescheduled", "appointment", "rescheduled", false)]
    [InlineData("appointment.cancelled", "appointment", "cancelled", false)]
    [InlineData("appointment.orphan.detected", "appointment", "orphaned", true)]
    public void An_event_changes_the_state_of_its_thing(string type, string kind, string state, bool wrong)
    {
        var sample = new Sample("valara", type);

        var change = sample.Read().Changes.ShouldHaveSingleItem();

        (change.Kind, change.State, change.IsUnhealthy).ShouldBe((kind, state, wrong));
        change.Id.ShouldBe((string?)sample.Data[kind switch { "delivery-job" => "job_id", "listing" => "listing_number", _ => "tour_id" }]);
    }

    [Theory]
    [InlineData("listing.updated")]
    [InlineData("listing.section_modified")]
    [InlineData("invoice.payment_made")]
    [InlineData("subscription.created")]
    [InlineData("subscription.cancelled")]
    [InlineData("user.signed_up")]
    [InlineData("user.deactivated")]
    [InlineData("user.hierarchy_changed")]
    public void Other_events_change_nothing_and_tell_nobody(string type)
    {
        var read = new Sample("valara", type).Read();

        read.Changes.ShouldBeEmpty();
        read.Notices.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("composio_401", "connect the storage")]
    [InlineData("media.delivery.failed.bucket_403", "may write to this folder")]
    [InlineData("bucket_404", "is not there")]
    [InlineData("composio_rate_limited", "wait some minutes")]
    [InlineData("composio_5xx", "status page")]
    [InlineData("composio_503", "status page")]
    [InlineData("composio_unknown", "Look the job up")]
    [InlineData("brand_new_code", "Look the job up")]
    [InlineData("", "Look the job up")]
    public void What_to_do_about_a_failed_delivery_follows_from_its_code(string code, string next)
    {
        var notice = Failed(code, "401 403 429 500").ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.Recovered).ShouldBe(("valara.delivery-failed", Severity.Error, false));
        notice.Title.ShouldBe("Delivery of listing k7m2x9q failed");
        notice.What.ShouldContain("/Listings/18-Harbour-Lane/Photos");
        notice.Next.ShouldContain(next);
        (notice.StatusKind, notice.StatusId).ShouldBe(("delivery-job", "deliver_1"));
        notice.Subject.ShouldBe("delivery-job deliver_1");
    }

    [Fact]
    public void An_address_in_the_message_loses_what_may_be_secret() =>
        Failed("composio_unknown", "PUT https://me:pass@store.example.com/b/k?X-Signature=abc gave 500\r\nretry").ShouldHaveSingleItem()
            .What.ShouldEndWith("Valara says: PUT https://store.example.com gave 500\uFFFD\uFFFDretry");

    [Fact]
    public void A_message_that_is_too_long_is_not_cut_through_a_character() =>
        Failed("composio_unknown", new string('x', 299) + "\U0001F3E0 and more").ShouldHaveSingleItem().What.ShouldEndWith("xxx…");

    [Fact]
    public void Files_left_behind_are_a_warning_with_their_number()
    {
        var notice = new Sample("valara", "media.delivery.completed").Read().Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity).ShouldBe(("valara.delivery-partial", Severity.Warning));
        notice.What.ShouldStartWith("2 files did not reach google_drive /Listings/18-Harbour-Lane/Photos; 46 did.");
    }

    [Fact]
    public void The_details_of_a_job_hold_its_counts() =>
        new Sample("valara", "media.delivery.completed").Read().Changes.ShouldHaveSingleItem().Details
            .ShouldBe(new Dictionary<string, string> { ["files_uploaded"] = "46", ["files_failed"] = "2", ["total_bytes"] = "734003200", ["duration_seconds"] = "83", ["listing_number"] = "k7m2x9q", ["agency_id"] = "user_01K2AGENCY0000000000000" }, ignoreOrder: true);

    [Fact]
    public void A_job_that_goes_through_after_all_ends_the_failure()
    {
        var read = new Sample("valara", "media.delivery.completed").With(body => { body["data"]!["summary"]!["files_failed"] = 0; body["data"]!["job_id"] = "deliver_1"; }).Read();

        (read.Changes.ShouldHaveSingleItem().State, read.Changes[0].IsUnhealthy).ShouldBe(("completed", false));
        var notice = read.Notices.ShouldHaveSingleItem();
        notice.Recovered.ShouldBeTrue();
        (notice.Rule, notice.Subject).ShouldBe(("valara.delivery-failed", Failed("composio_401", "").Single().Subject));
    }

    [Fact]
    public void A_partial_delivery_without_counts_is_believed()
    {
        var body = new Sample("valara", "media.delivery.completed").With(body => body.Without("data.summary")).Body.ToJsonString();

        var read = Sample.Read("valara", "media.delivery.partial", System.Text.Encoding.UTF8.GetBytes(body));

        read.Changes.ShouldHaveSingleItem().State.ShouldBe("partial");
        read.Breaches.Select(breach => breach.Field).ShouldBe(["data.summary"]);
    }

    [Fact]
    public void A_failure_without_its_job_is_still_told()
    {
        var read = new Sample("valara", "media.delivery.failed").With(body => body.Without("data.job_id")).Read();

        read.Changes.ShouldBeEmpty();
        var notice = read.Notices.ShouldHaveSingleItem();
        (notice.Subject, notice.StatusKind).ShouldBe(("event the-event", null));
    }

    [Theory]
    [InlineData("event_missing", "is gone")]
    [InlineData("event_moved", "another time")]
    [InlineData("event_malformed", "cannot be read")]
    [InlineData("event_haunted", "event_haunted")]
    public void An_orphaned_appointment_is_told_by_its_issue(string issue, string what)
    {
        var notice = new Sample("valara", "appointment.orphan.detected").With(body => body["data"]!["issue_type"] = issue).Read().Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.StatusKind).ShouldBe(("valara.appointment-orphaned", Severity.Warning, "appointment"));
        notice.What.ShouldContain(what);
        notice.What.ShouldContain("2026-05-06 12:00 UTC");
    }

    [Theory]
    [InlineData("appointment.rescheduled")]
    [InlineData("appointment.cancelled")]
    public void An_orphan_that_is_dealt_with_ends_the_warning(string type) =>
        new Sample("valara", type).Read().Notices.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(notice => notice.Recovered.ShouldBeTrue(), notice => notice.Rule.ShouldBe("valara.appointment-orphaned"));

    [Fact]
    public void Nobody_gets_up_for_the_sandbox() =>
        new Sample("valara", "media.delivery.failed").With(body => body["is_sandbox"] = true).Read().Notices.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(notice => notice.Severity.ShouldBe(Severity.Info), notice => notice.Title.ShouldStartWith("[sandbox] "));

    [Fact]
    public void Within_one_second_the_life_of_the_thing_decides()
    {
        int RankOf(string type) => new Sample("valara", type).Read().Changes.Single().Rank;

        RankOf("listing.created").ShouldBeLessThan(RankOf("listing.status_changed"));
        RankOf("listing.status_changed").ShouldBeLessThan(RankOf("listing.cancelled"));
        RankOf("appointment.scheduled").ShouldBeLessThan(RankOf("appointment.rescheduled"));
        RankOf("appointment.rescheduled").ShouldBeLessThan(RankOf("appointment.cancelled"));
    }

    private static IReadOnlyList<Notice> Failed(string code, string message) =>
        new Sample("valara", "media.delivery.failed").With(body =>
        {
            body["data"]!["job_id"] = "deliver_1";
            body["data"]!["error"]!["code"] = code;
            body["data"]!["error"]!["message"] = message;
        }).Read().Notices;
}
