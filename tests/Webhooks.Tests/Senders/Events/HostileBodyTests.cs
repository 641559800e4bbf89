using System.Text;

namespace Webhooks.Tests.Senders.Events;

public class HostileBodyTests
{
    // Written into the body as raw text: what no honest serializer writes.
    private static readonly string[] Odd =
    [
        "null", "true", "\"\"", "\" \"", "-1", "1e400", "99999999999999999999999999", "0.1", "[]", "{}", "[null]", "[[[{}]]]", "[{\"id\":5}]",
        "\"\\ud800\"", "{\"\\udc00\":1}", "[\"\\ud800\"]", "\"99:99:99\"", "\"9999-99-99T99:99:99Z\"", "\"\\u0000\\u202e\"", "{\"id\":{\"id\":{}}}",
        $"\"{new string('x', 5000)}\"", Deep(200),
    ];

    public static TheoryData<string, string> Samples => Sample.OfAllSenders();

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
                read.Changes.ShouldAllBe(change => change.Summary.Length < 1000 && change.State.Length <= 130);
            }
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_body_that_is_no_json_object_is_named_as_missing(string scheme, string type)
    {
        foreach (var text in new[] { "", " ", "null", "[]", "\"text\"", "5", "{", "{}{}", "{\"a\":}", "\ud83d", Deep(300) })
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
    public void A_body_after_a_byte_order_mark_is_read(string scheme, string type) =>
        Sample.Read(scheme, type, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(new Sample(scheme, type).Body.ToJsonString())])
            .Breaches.ShouldBeEmpty();

    [Theory, MemberData(nameof(Samples))]
    public void A_field_written_twice_counts_once(string scheme, string type)
    {
        var body = new Sample(scheme, type).Body.ToJsonString();

        Sample.Read(scheme, type, Encoding.UTF8.GetBytes($"{body[..^1]},{body[1..]}")).Breaches.ShouldBeEmpty();
    }

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
