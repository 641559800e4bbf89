using System.Net;
using System.Text;
using Webhooks.Driver.Handshakes;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Handshakes;

namespace Webhooks.Signatures.Tests.Handshakes;

public sealed class HostileHandshakeTests
{
    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>",
        "a\r\nSet-Cookie: a=b",
        "a\nb",
        "a\tb",
        "a\0b",
        "a\u007fb",
        "caf\u00e9",
        "\u202eabc",
        "\U0001F600",
        new string('a', 1025),
        new string('a', 100_000),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_challenge_that_is_more_than_one_is_not_echoed(string challenge)
    {
        var query = "challenge=" + WebUtility.UrlEncode(challenge);

        Exchanges.Dropbox.OutcomeOf(new("GET") { Query = query }).ShouldBeOfType<HandshakeOutcome.Unanswered>().Problem.ShouldBe(ChallengeText.Problem);
        Exchanges.Asana.OutcomeOf(new("POST") { Headers = new() { { "X-Hook-Secret", challenge } } }).ShouldBeOfType<HandshakeOutcome.Unanswered>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("challenge")]
    [InlineData("challenge=")]
    [InlineData("challenge=a&challenge=b")]
    [InlineData("challenge=a&challenge=a%20")]
    [InlineData("Challenge=a")]
    [InlineData("challenge%00=a")]
    [InlineData("&&=&")]
    [InlineData("%")]
    public void What_is_absent_empty_or_ambiguous_is_no_challenge(string query) => Exchanges.Dropbox.OutcomeOf(new("GET") { Query = query }).ShouldBeNull();

    [Fact]
    public void The_longest_challenge_is_echoed() =>
        Echo(new string('a', 1024)).ShouldBe(new string('a', 1024));

    [Theory]
    [InlineData("\"},{\"a\":\"")]
    [InlineData("\\")]
    [InlineData("{challenge}")]
    [InlineData("{hmac:hex}")]
    public void In_JSON_a_challenge_is_one_text_whatever_it_holds(string challenge)
    {
        var exchange = Exchanges.Queries.Single(one => one.Sender == "strava");

        var answered = exchange.OutcomeOf(new("GET") { Query = $"hub.mode=subscribe&hub.verify_token=STRAVA&hub.challenge={WebUtility.UrlEncode(challenge)}" }).ShouldBeOfType<HandshakeOutcome.Answered>();

        using var json = System.Text.Json.JsonDocument.Parse(answered.Answer.Body);
        json.RootElement.EnumerateObject().Select(property => (property.Name, property.Value.GetString())).ShouldBe([("hub.challenge", challenge)]);
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.challenge=1&hub.verify_token=another")]
    [InlineData("hub.mode=subscribe&hub.challenge=1&hub.verify_token=")]
    [InlineData("hub.mode=subscribe&hub.challenge=1")]
    [InlineData("hub.mode=subscribe&hub.challenge=1&hub.verify_token=meaty%20hamster&hub.verify_token=another")]
    public void Without_the_token_of_the_source_nothing_is_echoed(string query)
    {
        Exchanges.Meta.OutcomeOf(new("GET") { Query = query }).ShouldBe(new HandshakeOutcome.Unanswered("its token is not the source's VerifyToken"));
        (Exchanges.Meta with { VerifyToken = null }).OutcomeOf(new("GET") { Query = query }).ShouldBeOfType<HandshakeOutcome.Unanswered>().Problem.ShouldContain("VerifyToken");
    }

    [Theory]
    [InlineData("hub.mode=subscribe", "hub.mode=unsubscribe")]
    [InlineData("hub.mode=subscribe", "hub.mode=denied")]
    public void The_end_of_a_subscription_is_not_confirmed(string asked, string instead) =>
        (Exchanges.WebSub with { Request = Exchanges.WebSub.Request.Replace(asked, instead, StringComparison.Ordinal) }).Outcome().ShouldBeNull();

    [Fact]
    public void Another_topic_than_the_one_that_is_wanted_is_not_confirmed() =>
        (Exchanges.WebSub with { VerifyToken = "https://www.youtube.com/xml/feeds/videos.xml?channel_id=UC2" }).Outcome().ShouldBeOfType<HandshakeOutcome.Unanswered>();

    [Fact]
    public void A_secret_that_is_introduced_is_answered_only_while_there_is_none_or_one_is_expected()
    {
        var asana = Exchanges.Asana with { Secret = Exchange.Key };

        Exchanges.Asana.Outcome().ShouldBeOfType<HandshakeOutcome.Answered>().NewSecret.ShouldBe("b537207f20cbfa02357cf448134da559");
        asana.Outcome().ShouldBeOfType<HandshakeOutcome.Unanswered>().Problem.ShouldContain("NewSecret");
        asana.Handshakes.Answer(asana.Ask(), asana.Terms with { AnswersNewSecrets = true }, asana.Made, TimeSpan.Zero, SignedDelivery.Noon).ShouldBeOfType<HandshakeOutcome.Answered>();
    }

    // Whoever may ask for signatures of texts must not get one of a delivery.
    [Theory]
    [InlineData("""{"for_user_id":"1"}""")]
    [InlineData("[1]")]
    [InlineData("a b")]
    [InlineData("a=b&c=d")]
    public void Nothing_that_may_be_a_delivery_is_signed_for_anyone(string text) =>
        Exchanges.TwitterCrc.OutcomeOf(new("GET") { Query = "crc_token=" + WebUtility.UrlEncode(text) }).ShouldBe(new HandshakeOutcome.Unanswered(ChallengeText.TokenProblem));

    [Theory]
    [InlineData("MDk0YTY5OTQtOTY5Zi00Mzk2")]
    [InlineData("0")]
    [InlineData("a=b")]
    public void What_was_signed_for_anyone_is_no_delivery(string text)
    {
        var crc = Exchanges.TwitterCrc;
        var answer = crc.OutcomeOf(new("GET") { Query = "crc_token=" + WebUtility.UrlEncode(text) }).ShouldBeOfType<HandshakeOutcome.Answered>().Answer;
        var signature = answer.Body.Split('"')[3];

        Verify(crc, text, signature).ShouldBeRefused(RefusalReason.BodyMalformed);
        Verify(crc with { Handshake = Exchanges.Dropbox.Handshake }, text, signature).ShouldBeVerified();
        Verify(crc, "{}", "sha256=" + Exchange.Base64("{}")).ShouldBeVerified();
    }

    [Fact]
    public void Noise_in_any_place_throws_nothing()
    {
        var random = new Random(19);
        foreach (var exchange in Exchanges.All)
        {
            var (request, list, scheme) = (exchange.Ask(), exchange.Handshakes, exchange.Made);
            for (var run = 0; run < 300; run++)
            {
                var body = request.Body.ToArray();
                for (var at = 0; at < 3 && body.Length > 0; at++)
                {
                    body[random.Next(body.Length)] = (byte)random.Next(256);
                }

                var query = new StringBuilder(request.Query);
                for (var at = 0; at < 2 && query.Length > 0; at++)
                {
                    query[random.Next(query.Length)] = (char)random.Next(0x20, 0x3000);
                }

                _ = list.Answer(request with { Body = body, Query = query.ToString() }, exchange.Terms, scheme, SignatureScheme.FiveMinutes, SignedDelivery.Noon);
            }
        }
    }

    [Theory]
    [InlineData("""{"type":"url_verification","challenge":"a","challenge":"b"}""")]
    [InlineData("""{"type":"url_verification","type":"event_callback","challenge":"b"}""")]
    [InlineData("""{"type":"url_verification","challenge":{"a":"b"}}""")]
    [InlineData("""{"type":"url_verification","challenge":"\ud800"}""")]
    [InlineData("""{"type":"url_verification"}""")]
    [InlineData("""{"type":"url_verification","challenge":"a"}}""")]
    [InlineData("""[{"type":"url_verification","challenge":"a"}]""")]
    public void A_body_that_two_readers_may_read_in_two_ways_is_no_handshake(string body)
    {
        var slack = Exchanges.Slack;

        (slack with { Request = slack.Request[..slack.Request.IndexOf("{\"token", StringComparison.Ordinal)] + body }).Outcome().ShouldBeNull();
    }

    [Fact]
    public void Terms_that_are_printed_show_no_token() => Exchanges.Meta.Terms.ToString().ShouldNotContain("hamster");

    private static string? Echo(string challenge) =>
        (Exchanges.Dropbox.OutcomeOf(new("GET") { Query = "challenge=" + challenge }) as HandshakeOutcome.Answered)?.Answer.Body;

    private static Verification Verify(Exchange exchange, string body, string signature) => exchange.Made.Verify(
        new Delivery("lab", new() { { "x-twitter-webhooks-signature", signature } }, Encoding.UTF8.GetBytes(body), SignedDelivery.Noon), exchange.Secrets, SignatureScheme.FiveMinutes, SignedDelivery.Noon);
}
