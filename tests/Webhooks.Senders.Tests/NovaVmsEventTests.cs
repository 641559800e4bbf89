using System.Text.Json.Nodes;
using Webhooks.Notifying;
using Webhooks.Senders.NovaVms;

namespace Webhooks.Senders.Tests;

public class NovaVmsEventTests
{
    [Theory]
    [InlineData("alert", "alert_id rule_id rule_name trigger_type camera_id camera_name site_name event_id severity description")]
    [InlineData("event", "event_id")]
    [InlineData("camera_status", "camera_id status")]
    [InlineData("gateway_status", "gateway_id status affected_cameras")]
    public void A_field_that_the_manual_shows_or_implies_is_named_when_missing(string type, string data) =>
        Promised.IsNamed("novavms", type, "event_type timestamp webhook_id data", data);

    [Theory]
    [InlineData("event.created")]
    [InlineData("alert.fired")]
    [InlineData("ALERT")]
    public void Look_alikes_are_unknown(string type) => Sample.Read("novavms", type, "{}"u8.ToArray()).IsKnown.ShouldBeFalse();

    [Theory]
    [InlineData("camera_status", "camera_id", "id")]
    [InlineData("camera_status", "camera_name", "name")]
    [InlineData("camera_status", "status", "new_status")]
    [InlineData("gateway_status", "gateway_id", "id")]
    [InlineData("gateway_status", "affected_cameras", "affected_camera_count")]
    public void Fields_that_the_manual_does_not_show_go_by_several_names(string type, string name, string other)
    {
        var sample = new Sample("novavms", type);
        var usual = sample.Read();

        var value = sample.Data[name];
        sample.Data.Remove(name);
        sample.Data[other] = value;

        sample.Read().Data.ShouldBe(usual.Data);
        sample.Read().Breaches.ShouldBeEmpty();
    }

    [Fact]
    public void An_id_beside_the_id_of_the_camera_is_not_the_camera()
    {
        var sample = new Sample("novavms", "camera_status");
        var fields = sample.Data.ToList();
        sample.Data.Clear();
        sample.Data["id"] = "something else";
        fields.ForEach(sample.Data.Add);

        var data = sample.Read<NovaVmsEvent<CameraStatusData>>().Data!;

        data.CameraId.ShouldBe((string?)sample.Data["camera_id"]);
        data.Further!["id"].GetString().ShouldBe("something else");
    }

    [Theory]
    [InlineData("camera_status", "camera", "offline", true)]
    [InlineData("camera_status", "camera", "online", false)]
    [InlineData("gateway_status", "gateway", "offline", true)]
    [InlineData("gateway_status", "gateway", "Online", false)]
    [InlineData("gateway_status", "gateway", "degraded", false)]
    public void A_device_has_the_state_it_was_said_to_have(string type, string kind, string status, bool wrong)
    {
        var sample = Device(type, status);

        var change = sample.Read().Changes.ShouldHaveSingleItem();

        (change.Kind, change.State, change.IsUnhealthy).ShouldBe((kind, status.ToLowerInvariant(), wrong));
        change.Id.ShouldBe((string?)sample.Data[kind + "_id"]);
        change.Counts.ShouldBeFalse();
    }

    [Fact]
    public void A_camera_that_goes_offline_is_told_with_its_site()
    {
        var notice = Device("camera_status", "offline").Read().Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.Recovered).ShouldBe(("novavms.camera-offline", Severity.Error, false));
        notice.Title.ShouldBe("Camera Loading Bay 2 at North Depot is offline");
        notice.What.ShouldStartWith("It has been offline since 2026-05-04 12:00 UTC.");
        notice.StatusKind.ShouldBe("camera");
    }

    [Theory]
    [InlineData("8", "8 cameras behind it are affected.")]
    [InlineData("1", "1 camera behind it is affected.")]
    [InlineData("\"8\"", "8 cameras behind it are affected.")]
    [InlineData("null", "The cameras behind it are affected.")]
    public void A_gateway_that_goes_offline_is_told_with_its_cameras(string count, string harm)
    {
        var notice = Device("gateway_status", "offline").With(body => body["data"]!["affected_cameras"] = JsonNode.Parse(count)).Read().Notices.ShouldHaveSingleItem();

        (notice.Rule, notice.Severity, notice.Title).ShouldBe(("novavms.gateway-offline", Severity.Error, "Gateway Depot gateway at North Depot is offline"));
        notice.What.ShouldEndWith(harm);
    }

    [Theory]
    [InlineData("camera_status", "novavms.camera-offline")]
    [InlineData("gateway_status", "novavms.gateway-offline")]
    public void A_device_that_is_back_ends_the_notice_of_its_absence(string type, string rule)
    {
        var gone = Device(type, "offline").Read().Notices.Single();

        var back = Device(type, "online").Read().Notices.ShouldHaveSingleItem();

        (back.Recovered, back.Rule, back.Title.EndsWith("is online again", StringComparison.Ordinal)).ShouldBe((true, rule, true));
        back.Subject.ShouldBe(gone.Subject);
    }

    [Fact]
    public void A_word_that_is_neither_online_nor_offline_tells_nobody() => Device("camera_status", "degraded").Read().Notices.ShouldBeEmpty();

    [Theory]
    [InlineData("info", Severity.Info)]
    [InlineData("low", Severity.Info)]
    [InlineData("warning", Severity.Warning)]
    [InlineData("medium", Severity.Warning)]
    [InlineData("high", Severity.Error)]
    [InlineData("ERROR", Severity.Error)]
    [InlineData("critical", Severity.Critical)]
    [InlineData("apocalyptic", Severity.Warning)]
    [InlineData(null, Severity.Warning)]
    public void An_alert_is_as_bad_as_it_says(string? word, Severity severity) =>
        new Sample("novavms", "alert").With(body => body["data"]!["severity"] = word).Read().Notices.ShouldHaveSingleItem().Severity.ShouldBe(severity);

    [Fact]
    public void An_alert_is_told_by_rule_camera_and_site_and_folds_by_rule_and_camera()
    {
        var (first, second) = (new Sample("novavms", "alert").With(OneCamera), new Sample("novavms", "alert").With(OneCamera));
        second.Data["alert_id"] = "another";

        var notice = first.Read().Notices.ShouldHaveSingleItem();

        notice.Title.ShouldBe("Alert \"Vehicle at the gate at night\" on camera Loading Bay 2 at North Depot");
        notice.What.ShouldStartWith("A vehicle stood at the gate for more than two minutes.");
        notice.Subject.ShouldBe(second.Read().Notices.Single().Subject);
        notice.StatusKind.ShouldBeNull();
    }

    [Fact]
    public void The_board_counts_how_often_a_rule_matched()
    {
        var change = new Sample("novavms", "alert").Read().Changes.ShouldHaveSingleItem();

        (change.Kind, change.State, change.Counts, change.IsUnhealthy).ShouldBe(("alert-rule", "fired", true, false));
        change.Details["camera"].ShouldBe("Loading Bay 2");
    }

    [Fact]
    public void A_recording_changes_nothing_and_tells_nobody()
    {
        var read = new Sample("novavms", "event").Read();

        read.Changes.ShouldBeEmpty();
        read.Notices.ShouldBeEmpty();
    }

    private static void OneCamera(JsonObject body) => body["data"]!["camera_id"] = "camera-1";

    private static Sample Device(string type, string status) => new Sample("novavms", type).With(body =>
    {
        body["data"]!["status"] = status;
        body["data"]![type == "camera_status" ? "camera_id" : "gateway_id"] = "device-1";
    });
}
