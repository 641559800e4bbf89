using Webhooks.Notifying;

namespace Webhooks.Tests.Notifying;

public sealed class LetterheadTests
{
    private static readonly DateTimeOffset First = new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1);
    private static readonly NotificationOptions Options = new() { App = "func-webhooks", Environment = "prod", BaseUrl = new Uri("https://receiver.example.com/api/operator/") };

    [Fact]
    public void A_message_names_the_app_and_its_environment()
    {
        var headed = Letterhead.On(Message(null), Options);

        (headed.App, headed.Environment).ShouldBe(("func-webhooks", "prod"));
    }

    [Theory]
    [InlineData(NoticeScope.Events, "evt/1", "event?source=valara&id=evt%2F1", "Open the event")]
    [InlineData(NoticeScope.DeadLetters, "evt_1", "event?source=valara&id=evt_1", "Open the event")]
    [InlineData(NoticeScope.Events, null, "log?source=valara&type=a%20b&since=2026-04-01T12%3A00%3A00.0000001Z&before=2026-04-01T12%3A01%3A00.0000001Z", "Open these events")]
    [InlineData(NoticeScope.DeadLetters, null, "dead?source=valara&type=a%20b&since=2026-04-01T12%3A00%3A00.0000001Z&before=2026-04-01T12%3A01%3A00.0000001Z", "Open these dead letters")]
    [InlineData(NoticeScope.Pending, null, "log?source=valara&status=Pending", "Open what waits")]
    [InlineData(NoticeScope.Refused, null, "log?source=valara&status=Refused&since=2026-04-01T12%3A00%3A00.0000001Z", "Open what was refused")]
    [InlineData(NoticeScope.Handlers, null, "handlers", "Open the handlers")]
    [InlineData(NoticeScope.Secrets, null, "overview", "Open the overview")]
    [InlineData(NoticeScope.Receiver, null, "overview", "Open the overview")]
    public void Its_link_leads_to_the_view_that_has_what_it_speaks_of(NoticeScope list, string? eventId, string view, string text)
    {
        var headed = Letterhead.On(Message(new(list, "valara", "a b", eventId, First, First.AddMinutes(1).AddTicks(-1))), Options);

        headed.Link.ShouldBe("https://receiver.example.com/api/operator#/" + view);
        headed.LinkText.ShouldBe(text);
    }

    [Fact]
    public void Without_an_address_there_is_no_link_and_a_link_of_an_older_version_stays()
    {
        var scope = MessageScope.Of(InMemoryChannel.Failed("job 1", First, "evt_1"));

        Letterhead.On(Message(scope), Options with { BaseUrl = null }).Link.ShouldBeNull();
        Letterhead.On(Message(null) with { Link = "https://old.example.com/#/event" }, Options).Link.ShouldBe("https://old.example.com/#/event");
    }

    [Fact]
    public void Its_runbook_is_the_heading_of_its_rule()
    {
        var message = Message(null) with { Rule = "receiver.dead-letter" };
        var wiki = Options with { RunbookUrl = new Uri("https://wiki.example.com/notifications.md") };

        Letterhead.On(message, wiki).Runbook.ShouldBe("https://wiki.example.com/notifications.md#receiverdead-letter");
        Letterhead.On(message, Options).Runbook.ShouldBe("docs/operating/notifications.md#receiverdead-letter");
        Letterhead.On(message with { Rule = null }, wiki).Runbook.ShouldBe("https://wiki.example.com/notifications.md");
        Letterhead.On(ChannelMessage.Sample(First, "me"), wiki).Runbook.ShouldBe("https://wiki.example.com/notifications.md");
    }

    [Fact]
    public void Its_command_asks_the_receiver_that_sent_it()
    {
        var message = Message(null) with { Command = "hook handlers" };

        Letterhead.On(message, Options).Command.ShouldBe("hook handlers --url https://receiver.example.com");
        Letterhead.On(message, Options with { BaseUrl = new Uri("https://receiver.example.com/page") }).Command.ShouldBe("hook handlers");
        Letterhead.On(Message(null), Options).Command.ShouldBeNull();
    }

    private static ChannelMessage Message(MessageScope? scope) =>
        new() { Id = "ntf_1", Kind = MessageKind.Digest, Severity = Severity.Error, Title = "t", At = First, Scope = scope };
}
