using System.Text.Json.Nodes;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;

namespace Webhooks.Tests.Notifying;

public class EarlierVersionTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Notification Failure = new(
        Notification.CurrentVersion, "ntf_1", "valara", "evt_1", At, new Notice("valara.delivery-failed", "job 1", Severity.Error, "t", "w", "n") { Cause = "composio_401", Example = "job 1" });

    [Fact]
    public void What_was_counted_without_causes_is_read_and_counted_on()
    {
        var written = JsonNode.Parse(FloodJson.Write(new RuleFlood { Latest = Failure, Suppressed = SuppressedCounts.Add(null, Failure, isNewSubject: true) }))!;
        written["Untold"]!.AsObject().Remove("Causes").ShouldBeTrue();

        var read = FloodJson.Read<RuleFlood>(written.ToJsonString())!.Suppressed!;
        var next = SuppressedCounts.Add(read, Failure, isNewSubject: false);

        read.Causes.ShouldBeEmpty();
        (next.Count, next.Causes.ShouldHaveSingleItem().Count).ShouldBe((2, 1));
    }

    [Fact]
    public void A_message_without_causes_is_read()
    {
        var written = JsonNode.Parse(new ChannelMessage { Id = "ntf_1", Kind = MessageKind.Digest, Severity = Severity.Error, Title = "t", At = At }.Write())!.AsObject();
        written.Remove(written.Single(field => field.Key.Equals("causes", StringComparison.OrdinalIgnoreCase)).Key).ShouldBeTrue();

        ChannelMessage.Read(written.ToJsonString()).Causes.ShouldBeEmpty();
    }
}
