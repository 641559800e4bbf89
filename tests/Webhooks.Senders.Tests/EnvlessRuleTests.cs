using System.Text.Json.Nodes;
using Webhooks.Notifying;
using Webhooks.Senders.Envless;
using Webhooks.Status;

namespace Webhooks.Senders.Tests;

public class EnvlessRuleTests
{
    private const string Endpoint = "01985c1e-77aa-7b00-9c00-0000000000d0";

    [Theory]
    [InlineData("webhook.delivery_failed", "endpoint", "failing", true)]
    [InlineData("key.created", "key", "active", false)]
    [InlineData("key.updated", "key", "inactive", false)]
    [InlineData("key.rotated", "key", "rotated", false)]
    [InlineData("key.deleted", "key", "deleted", false)]
    [InlineData("subscription.created", "subscription", "active", false)]
    [InlineData("subscription.updated", "subscription", "past_due", true)]
    public void An_event_changes_the_state_of_its_thing(string type, string kind, string state, bool wrong)
    {
        var change = new Sample("envless", type).Read().Changes.ShouldHaveSingleItem();

        (change.Kind, change.State, change.IsUnhealthy, change.Counts).ShouldBe((kind, state, wrong, kind == "endpoint"));
    }

    [Theory]
    [InlineData("workspace.updated")]
    [InlineData("project.deleted")]
    [InlineData("environment.created")]
    [InlineData("variable.bulk_created")]
    [InlineData("variable_version.rolled_back")]
    [InlineData("member.removed")]
    public void Other_events_change_nothing_and_tell_nobody(string type)
    {
        var read = new Sample("envless", type).Read();

        read.Changes.ShouldBeEmpty();
        read.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void A_failed_delivery_says_which_event_is_lost_to_whom_and_why()
    {
        var sample = new Sample("envless", "webhook.delivery_failed").With(body => (body["data"]!["delivery"]!["eventId"], body["data"]!["delivery"]!["id"]) = ("lost-1", "delivery-1"));

        var (change, notice) = (sample.Read().Changes.Single(), sample.Read().Notices[0]);

        change.Id.ShouldBe(Endpoint);
        change.Details.ShouldBe(
            new Dictionary<string, string>
            {
                ["last_error"] = "The endpoint answered 503",
                ["response_status"] = "503",
                ["attempts"] = "5",
                ["delivery_id"] = "delivery-1",
                ["lost_event"] = "lost-1",
                ["lost_event_type"] = "variable.updated",
                ["workspace"] = "01985c1e-77aa-7b00-9c00-000000000001",
                ["endpoint_url"] = "https://ops.example.com/hooks/envless",
            },
            ignoreOrder: true);
        (notice.Rule, notice.Severity, notice.Title).ShouldBe(("envless.delivery-failed", Severity.Warning, "Endpoint Operations rejected a delivery"));
        notice.What.ShouldBe(
            "All 5 attempts to deliver variable.updated failed: The endpoint answered 503. The last response was 503. It is at https://ops.example.com/hooks/envless."
            + " Envless calls the delivery delivery-1. Event lost-1 will not be delivered to it.");
        (notice.StatusKind, notice.StatusId).ShouldBe(("endpoint", Endpoint));
    }

    [Theory]
    [InlineData(null, null, "it did not answer")]
    [InlineData(404, null, "it answered 404")]
    public void Without_an_error_the_answer_is_the_reason(int? status, string? error, string reason) =>
        new Sample("envless", "webhook.delivery_failed").With(body => { body["data"]!["delivery"]!["responseStatus"] = status; body["data"]!["delivery"]!["error"] = error; })
            .Read().Notices.ShouldAllBe(notice => notice.What.Contains(reason));

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(60, true)]
    public void From_the_threshold_on_the_endpoint_is_failing(int count, bool isFailing)
    {
        EndpointFailureRule.Default.Apply(DeliveryFailed(), Counted(count))!.Severity.ShouldBe(Severity.Warning);

        var notice = EndpointFailureRule.Default.Apply(Failing(), Counted(count));

        (notice is not null).ShouldBe(isFailing);
        notice?.Severity.ShouldBe(Severity.Error);
        notice?.Title.ShouldBe($"Endpoint Operations keeps failing: {count} failures in a row");
        notice?.What.ShouldStartWith($"Consecutive failures: {count} since 2026-05-04 11:00 UTC (threshold: 5). The last error: The endpoint answered 503.");
        notice?.Subject.ShouldBe(Failing().Subject);
    }

    [Fact]
    public void Without_the_endpoints_id_nothing_is_counted()
    {
        var notices = new Sample("envless", "webhook.delivery_failed").With(body => body["data"]!["delivery"]!.AsObject().Remove("endpointId")).Read().Notices;

        notices.ShouldHaveSingleItem().Rule.ShouldBe("envless.delivery-failed");
        EndpointFailureRule.Default.Apply(Failing(), null).ShouldBeNull();
    }

    [Theory]
    [InlineData("delivery", "7", 7)]
    [InlineData("delivery", "\"7\"", 7)]
    [InlineData("delivery", "0", null)]
    [InlineData("delivery", "-3", null)]
    [InlineData("delivery", "2.5", null)]
    [InlineData("delivery", "true", null)]
    [InlineData("delivery", "99999999999", int.MaxValue)]
    [InlineData("endpoint", "7", 7)]
    [InlineData("webhook", "7", 7)]
    [InlineData("", "7", 7)]
    public void Envless_own_counter_is_read_wherever_it_is(string place, string value, int? count) =>
        new Sample("envless", "webhook.delivery_failed").With(body =>
        {
            var data = body["data"]!.AsObject();
            var holder = place.Length == 0 ? data : data[place]?.AsObject() ?? [];
            holder["consecutiveFailures"] = JsonNode.Parse(value);
            if (place is "endpoint" or "webhook")
            {
                data[place] = holder;
            }
        }).Read().Changes.Single().StatedCount.ShouldBe(count);

    [Theory]
    [InlineData(Endpoint)]
    [InlineData("Operations")]
    [InlineData("operations")]
    public void For_an_important_endpoint_someone_gets_up(string important)
    {
        var rule = EndpointFailureRule.Default with { Important = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { important } };

        rule.Apply(DeliveryFailed(), Counted(1))!.Severity.ShouldBe(Severity.Critical);
    }

    [Fact]
    public void Other_notices_are_left_alone()
    {
        var notice = new Sample("envless", "key.deleted").Read().Notices.Single();

        EndpointFailureRule.Default.Apply(notice, Counted(100)).ShouldBeSameAs(notice);
    }

    [Fact]
    public void A_rotated_secret_is_told_by_its_last_four_characters()
    {
        var notice = new Sample("envless", "webhook.secret_rotated").Read().Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.Title).ShouldBe(("envless.secret-rotated", Severity.Error, "The secret of endpoint Operations was rotated: update it now"));
        notice.What.ShouldBe("Since 2026-05-04 12:00 UTC the endpoint Operations signs with the secret ending in k3v8, by Robin Vale. The old one stopped at once.");
    }

    [Fact]
    public void A_subscription_that_is_past_due_is_a_warning_until_it_is_paid()
    {
        var due = Subscription("past_due").ShouldHaveSingleItem();
        var paid = Subscription("active").ShouldHaveSingleItem();

        (due.Rule, due.Severity, due.Recovered).ShouldBe(("envless.subscription-past-due", Severity.Warning, false));
        (paid.Rule, paid.Subject, paid.Recovered).ShouldBe((due.Rule, due.Subject, true));
        Subscription("canceled").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("key.deleted", "envless.key-deleted", "API key Deploy pipeline was deleted")]
    [InlineData("key.rotated", "envless.key-rotated", "API key Deploy pipeline was rotated")]
    public void What_happens_to_a_key_is_good_to_know(string type, string rule, string title)
    {
        var notice = new Sample("envless", type).Read().Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.Title).ShouldBe((rule, Severity.Info, title));
    }

    [Fact]
    public void A_deleted_workspace_is_told_as_the_end_of_its_events() =>
        new Sample("envless", "workspace.deleted").Read().Notices.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                notice => notice.Title.ShouldBe("Envless workspace Harbour was deleted"), notice => notice.Severity.ShouldBe(Severity.Warning));

    [Fact]
    public void Addresses_of_people_and_paths_of_endpoints_stay_out_of_every_text()
    {
        foreach (var type in Sample.TypesOf("envless"))
        {
            var read = new Sample("envless", type).With(body =>
            {
                if (type == "webhook.delivery_failed")
                {
                    body["data"]!["delivery"]!["endpointUrl"] = "https://chat.example.com/services/T0/B0/hidden";
                    body["data"]!["delivery"]!["error"] = "POST https://chat.example.com/services/T0/B0/hidden gave 404";
                }
            }).Read();

            var texts = string.Join(' ', read.Notices) + string.Join(' ', read.Changes) + string.Join(' ', read.Changes.SelectMany(change => change.Details.Values));

            texts.ShouldNotContain("@example.com");
            texts.ShouldNotContain("hidden");
        }
    }

    private static Notice DeliveryFailed() => NoticeOf("envless.delivery-failed");

    private static Notice Failing() => NoticeOf("envless.endpoint-failing");

    private static Notice NoticeOf(string rule) =>
        new Sample("envless", "webhook.delivery_failed").With(body => body["data"]!["delivery"]!["eventId"] = "lost-1").Read().Notices.Single(notice => notice.Rule == rule);

    private static StatusOutcome Counted(int count) => new(true, false, count, Sample.At.AddHours(-1), new Dictionary<string, string>());

    private static IReadOnlyList<Notice> Subscription(string status) =>
        new Sample("envless", "subscription.updated").With(body => { body["data"]!["subscription"]!["status"] = status; body["data"]!["subscription"]!["id"] = "s"; })
            .Read().Notices;
}
