using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Events;

namespace Webhooks.Senders.Tests;

public class HostileBodyTests
{
    // Written into the body as raw text: what no honest serializer writes.
    private static readonly string[] Odd =
    [
        "null", "true", "\"\"", "\" \"", "-1", "1e400", "99999999999999999999999999", "0.1", "[]", "{}", "[null]", "[[[{}]]]", "[{\"id\":5}]",
        "\"\\ud800\"", "{\"\\udc00\":1}", "[\"\\ud800\"]", "\"99:99:99\"", "\"9999-99-99T99:99:99Z\"", "\"\\u0000\\u202e\"", "{\"id\":{\"id\":{}}}",
        $"\"{new string('x', 5000)}\"", Deep(200),
    ];

    public static TheoryData<string, string> Samples => AllSamples.OfAllSenders();

    [Theory, MemberData(nameof(Samples))]
    public void An_odd_value_anywhere_costs_that_value_and_not_the_event(string scheme, string type)
    {
        var honest = new Sample(scheme, type).Body;
        foreach (var path in honest.Paths())
        {
            foreach (var odd in Odd)
            {
                var body = honest.DeepClone().AsObject();
                body.Parent(path, out var name)[name] = "ODD";

                var read = Sample.Read(scheme, type, Encoding.UTF8.GetBytes(body.ToJsonString().Replace("\"ODD\"", odd, StringComparison.Ordinal)));

                read.Data.ShouldNotBeNull($"{path} {odd}");
                read.Notices.ShouldAllBe(notice => notice.Title.Length < 400 && notice.What.Length < 1500);
                read.Changes.ShouldAllBe(change => change.Summary.Length < 1000 && change.State.Length <= 130 && change.Details.Values.All(value => value.Length <= 1100));
                read.Sections.ShouldAllBe(section => section.Lines.Count <= 100 && section.Lines.All(line => line.Length < 15_000));
            }
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_body_that_is_no_json_object_is_named_as_missing(string scheme, string type)
    {
        foreach (var text in new[] { "", " ", "null", "[]", "\"text\"", "5", "{", "{}{}", "{\"a\":}", "\ud83d", Deep(300)[..^1] })
        {
            var read = Sample.Read(scheme, type, Encoding.UTF8.GetBytes(text));

            read.IsKnown.ShouldBeTrue();
            read.Data.ShouldBeNull(text);
            read.Breaches.Select(breach => breach.Field).ShouldBe(["(body)"]);
            read.Changes.ShouldBeEmpty();
            read.Notices.ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void Bytes_that_are_no_text_do_not_throw(string scheme, string type)
    {
        Sample.Read(scheme, type, [0xff, 0xfe, 0x00]).Breaches.Select(breach => breach.Field).ShouldBe(["(body)"]);
        Sample.Read(scheme, type, [.. "{\"data\":\""u8, 0xff, .. "\",\""u8, 0xc0, .. "\":1}"u8]).Breaches.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_text_that_is_broken_anywhere_is_read_as_far_as_it_is_text(string scheme, string type)
    {
        var honest = Sample.Read(scheme, type, Encoding.UTF8.GetBytes(new Sample(scheme, type).Body.ToJsonString()));
        foreach (var broken in new byte[][] { "\\ud83d"u8.ToArray(), "\\ude00\\ud83d"u8.ToArray(), [0xE9], [0xC0, 0x80] })
        {
            var body = Encoding.UTF8.GetBytes(new Sample(scheme, type).With(body => Append(body, "BROKEN")).Body.ToJsonString());
            var read = Sample.Read(scheme, type, Replaced(body, "BROKEN"u8, broken));

            read.Breaches.Where(breach => breach.Kind == BreachKind.Missing).ShouldBe(honest.Breaches.Where(breach => breach.Kind == BreachKind.Missing));
            read.Changes.Count.ShouldBe(honest.Changes.Count);
            read.Notices.Count.ShouldBe(honest.Notices.Count);
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_field_that_nobody_reads_may_be_of_any_depth(string scheme, string type)
    {
        foreach (var depth in new[] { 300, 50_000 })
        {
            var body = new Sample(scheme, type).With(body =>
            {
                body["further"] = "DEEP";
                if (body["data"] is JsonObject data)
                {
                    data["further"] = "DEEP";
                }
            }).Body.ToJsonString().Replace("\"DEEP\"", Deep(depth), StringComparison.Ordinal);

            Sample.Read(scheme, type, Encoding.UTF8.GetBytes(body)).Breaches.ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_body_after_a_byte_order_mark_is_read(string scheme, string type) =>
        Sample.Read(scheme, type, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(new Sample(scheme, type).Body.ToJsonString())])
            .Breaches.ShouldBeEmpty();

    [Theory, MemberData(nameof(Samples))]
    public void A_field_written_twice_counts_once(string scheme, string type)
    {
        var body = new Sample(scheme, type).Body.ToJsonString();

        Sample.Read(scheme, type, Encoding.UTF8.GetBytes($"{body[..^1]},{body[1..]}")).Breaches.ShouldBeEmpty();
    }

    // At the end of each text that is neither a time nor a word that decides.
    private static void Append(JsonObject body, string text)
    {
        foreach (var path in body.Paths())
        {
            var parent = body.Parent(path, out var name);
            if (parent[name] is JsonValue value && value.TryGetValue<string>(out var old) && old.Length > 0 && IsFree(name))
            {
                parent[name] = old + text;
            }
        }
    }

    private static bool IsFree(string name) => name is "message" or "name" or "title" or "address" or "description" or "listing_number" or "camera_name" or "folder_path" or "error";

    private static byte[] Replaced(byte[] body, ReadOnlySpan<byte> old, byte[] by)
    {
        var replaced = new List<byte>();
        for (var at = 0; at < body.Length; at++)
        {
            var found = body.AsSpan(at).StartsWith(old);
            replaced.AddRange(found ? by : body[at..(at + 1)]);
            at += found ? old.Length - 1 : 0;
        }

        return [.. replaced];
    }

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
