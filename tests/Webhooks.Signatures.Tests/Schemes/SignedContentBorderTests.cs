using System.Text;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>One signature fits one delivery: no byte can move between a header, the time and the body.</summary>
public class SignedContentBorderTests
{
    private static readonly SchemeSettings Settings = new() { SignatureHeader = "X-Sig", TimestampHeader = "X-Time", EventId = "header:X-Id, sha256" };

    [Theory]
    [InlineData("{header:X-Id}{body}")]
    [InlineData("{body}{header:X-Id}")]
    [InlineData("{timestamp}.{body}{header:X-Id}")]
    [InlineData("{header:X-Id}{timestamp}{body}")]
    [InlineData("{header:X-Id}{timestamp}.{body}")]
    [InlineData("{timestamp}{header:X-Id}.{body}")]
    [InlineData("{body}.{header:X-Id}{timestamp}")]
    [InlineData("{header:X-Id}{header:X-Account}.{body}")]
    [InlineData("{header:X-Account:8}{header:X-Id}.{body}")]
    [InlineData("v1:{header:X-Id}{body}")]
    public void A_header_of_any_length_touches_nothing(string template)
    {
        ConfiguredScheme.Create("hmac", WithContent(template), out var problem).ShouldBeNull();

        problem!.Setting.ShouldBe("SignedContent");
        problem.Problem.ShouldContain("{header:X-Id}");
        problem.Problem.ShouldContain("{header:X-Id:36}");
    }

    [Theory]
    [InlineData("{header:X-Id}.{body}")]
    [InlineData("{header:X-Id:5}{body}")]
    [InlineData("{header:X-Id:5}{timestamp}{body}")]
    [InlineData("{header:X-Id:5}{header:X-Id:5}{body}{timestamp}")]
    [InlineData("{timestamp}{body}")]
    [InlineData("{timestamp}0{body}")]
    [InlineData("{body}{timestamp}")]
    [InlineData("{body}{timestamp}{header:X-Id:5}")]
    [InlineData("{timestamp}\n{header:X-Id}\n{body}")]
    public void What_marks_the_border_may_touch(string template) => Signed(template, "id-17", "{}").Verified();

    [Theory]
    [InlineData("{header:X-Id:0}{body}")]
    [InlineData("{header:X-Id:}{body}")]
    [InlineData("{header:X-Id:a}{body}")]
    [InlineData("{header:X-Id:-1}{body}")]
    public void A_length_is_a_number(string template)
    {
        ConfiguredScheme.Create("hmac", WithContent(template), out var problem).ShouldBeNull();

        problem!.Problem.ShouldContain("is not {body}, {timestamp}, {header:NAME} or {header:NAME:LENGTH}");
    }

    [Theory]
    [InlineData("{header:X-Id}.{body}", "a", "b.c", "a.b", "c")]
    [InlineData("{header:X-Id}::{body}", "a", ":b", "a:", "b")]
    [InlineData("{header:X-Id}aba{body}", "x", "bac", "xab", "c")]
    [InlineData("{body}.{header:X-Id}", "c", "a.b", "b.c", "a")]
    [InlineData("{body}::{header:X-Id}", "b", "a:", ":b", "a")]
    [InlineData("{header:X-Id:5}{body}", "id-17", "body", "id-17b", "ody")]
    [InlineData("{header:X-Id:5}{body}", "id-17", "body", "id-1", "7body")]
    [InlineData("{body}{header:X-Id:5}", "id-17", "body", "yid-17", "bod")]
    public void Bytes_do_not_move_between_a_header_and_the_body(string template, string id, string body, string movedId, string movedBody)
    {
        var signed = Signed(template, id, body);
        signed.Verified();

        var moved = signed with { Sign = _ => [("X-Sig", signed.Header("X-Sig")), ("X-Time", signed.Unix), ("X-Id", movedId)], RawBody = Encoding.UTF8.GetBytes(movedBody) };

        moved.Refused(RefusalReason.SignatureMalformed).Detail.ShouldContain("X-Id");
    }

    [Theory]
    [InlineData("{timestamp}{body}", "0{}", "@unix0", "{}")]
    [InlineData("{body}{timestamp}", "{}0", "0@unix", "{}")]
    [InlineData("{body}0{timestamp}", "{}0", "0@unix", "{}")]
    public void Bytes_do_not_move_between_the_time_and_the_body(string template, string body, string movedTime, string movedBody)
    {
        var signed = Signed(template, "id-17", body);
        signed.Verified();

        var moved = signed with { Sign = _ => [("X-Sig", signed.Header("X-Sig")), ("X-Time", movedTime.Replace("@unix", signed.Unix, StringComparison.Ordinal)), ("X-Id", "id-17")], RawBody = Encoding.UTF8.GetBytes(movedBody) };

        moved.Refused(RefusalReason.TimestampMalformed);
    }

    // Twitch's ids have no fixed length. A time in RFC 3339 has colons, and an id before it must not.
    [Theory]
    [InlineData("e76c6bd4-55c9-4987-8304-da1588d8988b", "{\"at\":\"2026-11-29T10:00:00Z\"}")]
    [InlineData("kT9YvAEPbeQ3Zk5FpSkfP2Iih3PM6iSUvmjk4eWPA1A=", "2026-11-29T10:00:00Z")]
    [InlineData("2026-11-29T", "Z2026-11-29T10:00:00+00:00")]
    [InlineData("2", ".5Z")]
    [InlineData("", ":30Z")]
    public void A_header_before_a_time_in_RFC_3339_fits_one_delivery(string id, string body)
    {
        var content = SignedContentTemplate.Read("{header:X-Id}{timestamp}{body}", out _, time: TimeFormat.Iso8601).ShouldNotBeNull();
        var signed = id + "2026-11-29T12:00:00.123456789Z" + body;
        var splits = from end in Enumerable.Range(0, signed.Length + 1)
                     from start in Enumerable.Range(0, end + 1)
                     let split = (Id: signed[..start], Time: signed[start..end], Body: signed[end..])
                     where content.FindAmbiguous([split.Id]) is null
                     where SignedTime.Read(split.Time, TimeFormat.Iso8601, content.MeasuresTimestamp(TimeFormat.Iso8601)) is not null
                     select split;

        splits.ShouldHaveSingleItem().ShouldBe((id, "2026-11-29T12:00:00.123456789Z", body));
    }

    [Theory]
    [InlineData("{timestamp}{header:X-Id}.{body}")]
    [InlineData("{body}.{header:X-Id}{timestamp}")]
    [InlineData("{header:X-Id}{header:X-Account}{timestamp}{body}")]
    public void Elsewhere_a_header_does_not_touch_such_a_time(string template) =>
        ConfiguredScheme.Create("hmac", WithContent(template) with { TimestampFormat = TimeFormat.Iso8601 }, out _).ShouldBeNull();

    // Every header and body of a few characters: no two accepted pairs are the same signed bytes.
    [Theory]
    [InlineData("{header:X-Id}:{body}")]
    [InlineData("{header:X-Id}::{body}")]
    [InlineData("{header:X-Id}a:a{body}")]
    [InlineData("{body}:{header:X-Id}")]
    [InlineData("{body}::{header:X-Id}")]
    [InlineData("{body}a:a{header:X-Id}:")]
    [InlineData("{header:X-Id:2}{body}")]
    [InlineData("{body}{header:X-Id:2}")]
    public void Every_signed_content_is_that_of_one_delivery(string template)
    {
        var content = SignedContentTemplate.Of(template);
        var accepted = Texts(5).SelectMany(id => Texts(4).Prepend(""), (id, body) => (Values: new[] { id }, Body: Encoding.UTF8.GetBytes(body)))
            .Where(pair => content.FindAmbiguous(pair.Values) is null)
            .Select(pair => Convert.ToHexString(content.Fill(pair.Values, pair.Body, null).ToArray()))
            .ToList();

        accepted.Count.ShouldBeGreaterThan(100);
        accepted.ShouldBeUnique();
    }

    private static IEnumerable<string> Texts(int longest) =>
        longest == 0 ? [] : Texts(longest - 1).Where(text => text.Length == longest - 1).DefaultIfEmpty("").SelectMany(text => new[] { text + ":", text + "a" }).Concat(Texts(longest - 1));

    private static SchemeSettings WithContent(string template) => Settings with
    {
        SignedContent = template,
        TimestampHeader = template.Contains("{timestamp}", StringComparison.Ordinal) ? "X-Time" : null,
        EventId = template.Contains("{header:X-Id", StringComparison.Ordinal) ? "header:X-Id" : "sha256",
    };

    private static SignedDelivery Signed(string template, string id, string body) => From.Hmac(WithContent(template), sent =>
    [
        ("X-Sig", From.Hex(sent.Key, "", Encoding.UTF8.GetBytes(Filled(template, id, sent.Unix, Encoding.UTF8.GetString(sent.Body))))),
        ("X-Time", sent.Unix),
        ("X-Id", id),
    ]).WithBody(body);

    private static string Filled(string template, string id, string time, string body) => template
        .Replace("{timestamp}", time, StringComparison.Ordinal)
        .Replace("{header:X-Id}", id, StringComparison.Ordinal).Replace("{header:X-Id:5}", id, StringComparison.Ordinal)
        .Replace("{body}", body, StringComparison.Ordinal);
}
