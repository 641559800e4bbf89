using System.Text;
using Webhooks.Events;

namespace Webhooks.Tests.Events;

public sealed class EnvelopeTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void A_message_with_one_event_is_what_the_version_before_reads()
    {
        Envelope.For(new("lab", null, "evt_1"), Trace).Write().ShouldBe($$"""{"version":1,"source":"lab","eventId":"evt_1","traceParent":"{{Trace}}"}""");
        Envelope.Of([Entry("evt_1") with { TraceParent = null }]).Single().Write().ShouldBe("""{"version":1,"source":"lab","shard":3,"eventId":"evt_1"}""");
    }

    [Fact]
    public void A_message_with_several_events_names_their_partition_once()
    {
        Envelope.Of([Entry("a"), Entry("b") with { TraceParent = null, IsRepeat = true }]).Single().Write()
            .ShouldBe($$"""{"version":2,"source":"lab","shard":3,"events":[{"eventId":"a","traceParent":"{{Trace}}"},{"eventId":"b","repeat":true}]}""");
    }

    [Theory]
    [InlineData("""{"version":1,"source":"lab","eventId":"evt_1"}""", "evt_1")]
    [InlineData("""{"version":1,"source":"lab","eventId":"evt_1","shard":7,"later":{"x":1}}""", "evt_1")]
    [InlineData("""{"version":2,"source":"lab","events":[{"eventId":"evt_1"}]}""", "evt_1")]
    [InlineData("""{"version":2,"source":"lab","events":[{"eventId":"evt_2"},{"eventId":"evt_1"},{"eventId":"evt_2"}]}""", "evt_2 evt_1")]
    public void Every_form_is_read_and_names_an_event_once(string text, string events) =>
        string.Join(' ', Envelope.Read(text)!.Entries.Select(entry => entry.Key.EventId)).ShouldBe(events);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"version":0,"source":"lab","eventId":"evt_1"}""")]
    [InlineData("""{"version":3,"source":"lab","events":[{"eventId":"evt_1"}]}""")]
    [InlineData("""{"version":1,"source":"lab"}""")]
    [InlineData("""{"version":1,"source":"","eventId":"evt_1"}""")]
    [InlineData("""{"version":1,"source":"lab","events":[{"eventId":"evt_1"}]}""")]
    [InlineData("""{"version":1,"source":"lab","eventId":"evt_1","events":[{"eventId":"evt_1"}]}""")]
    [InlineData("""{"version":2,"source":"lab","eventId":"evt_1"}""")]
    [InlineData("""{"version":2,"source":"lab","eventId":"evt_1","events":[{"eventId":"evt_1"}]}""")]
    [InlineData("""{"version":2,"source":"lab","events":[]}""")]
    [InlineData("""{"version":2,"source":"lab","events":[null]}""")]
    [InlineData("""{"version":2,"source":"lab","events":["evt_1"]}""")]
    [InlineData("""{"version":2,"source":"lab","events":[{"eventId":"evt_1"},{"eventId":""}]}""")]
    [InlineData("""{"version":2,"events":[{"eventId":"evt_1"}]}""")]
    [InlineData("""{"version":1,"source":"lab","eventId":"\ud83d"}""")]
    [InlineData("""{"version":2,"source":"lab","events":[{"eventId":"\ud83d"}]}""")]
    public void What_names_no_event_or_mixes_forms_is_unreadable(string text) => Envelope.Read(text).ShouldBeNull();

    [Fact]
    public void Half_a_character_is_unreadable() => Envelope.Read("""{"version":1,"source":"lab","eventId":"?"}""".Replace('?', '\ud83d')).ShouldBeNull();

    [Fact]
    public void Messages_keep_the_order_of_arrival_and_hold_at_most_16_events()
    {
        var written = Envelope.Of(Enumerable.Range(0, 40).Select(i => Entry($"evt_{i}")));

        written.Select(envelope => envelope.Entries.Count).ShouldBe([16, 16, 8]);
        written.SelectMany(envelope => envelope.Entries).Select(entry => entry.Key.EventId).ShouldBe(Enumerable.Range(0, 40).Select(i => $"evt_{i}"));
    }

    [Fact]
    public void A_message_holds_no_more_events_than_it_may()
    {
        EnvelopeEntry[] five = [.. "abcde".Select(id => Entry($"{id}"))];

        Envelope.Of(five, most: 2).Select(Names).ShouldBe(["a b", "c d", "e"]);
        Envelope.Of(five, most: 1).Select(Names).ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Fact]
    public void A_message_is_of_one_partition()
    {
        var written = Envelope.Of([Entry("a"), new(new("lab", 4, "b"), null) { BodyLength = 1 }, Entry("c"), new(new("other", 3, "d"), null) { BodyLength = 1 }]);

        written.Select(Names).ShouldBe(["a c", "b", "d"]);
    }

    [Fact]
    public void What_is_large_or_of_unknown_size_travels_alone_and_the_others_together()
    {
        var written = Envelope.Of([Entry("a"), Entry("large") with { BodyLength = (64 * 1024) + 1 }, Entry("b") with { BodyLength = 64 * 1024 }, Entry("unknown") with { BodyLength = null }, Entry("c")]);

        written.Select(Names).ShouldBe(["a b c", "large", "unknown"]);
    }

    [Fact]
    public void An_event_that_is_listed_twice_is_named_once() => Names(Envelope.Of([Entry("a"), Entry("b"), Entry("a")]).Single()).ShouldBe("a b");

    [Theory]
    [InlineData("x")]
    [InlineData("\u0001")]
    [InlineData("é")]
    [InlineData("😀")]
    [InlineData("<&>")]
    public void No_message_is_larger_than_a_queue_takes_however_long_its_ids_are_and_none_is_lost(string text)
    {
        var ids = Enumerable.Range(0, 32).Select(i => $"{i:D4}{string.Concat(Enumerable.Repeat(text, 1020 / text.Length))}").ToList();

        var written = Envelope.Of(ids.Select(Entry)).Select(envelope => envelope.Write()).ToList();

        // 48 KiB are 64 KiB as Base64, and no character is one that XML would write longer.
        written.ShouldAllBe(message => Encoding.UTF8.GetByteCount(message) <= 48 * 1024 && !message.Contains('<') && !message.Contains('>') && !message.Contains('&'));
        written.SelectMany(message => Envelope.Read(message)!.Entries).Select(entry => entry.Key.EventId).ShouldBe(ids);
    }

    private static EnvelopeEntry Entry(string eventId) => new(new("lab", 3, eventId), Trace) { BodyLength = 1000 };

    private static string Names(Envelope envelope) => string.Join(' ', envelope.Entries.Select(entry => entry.Key.EventId));
}
