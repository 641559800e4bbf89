using Webhooks.Driver.Handshakes;
using Webhooks.Signatures.Handshakes;

namespace Webhooks.Signatures.Tests.Handshakes;

public sealed class DocumentedTests
{
    public static TheoryData<int> Documented => [.. Enumerable.Range(0, Exchanges.All.Count)];

    public static TheoryData<int> ThatAreSigned => [.. Enumerable.Range(0, Exchanges.Signed.Count)];

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_sender_hears_what_it_documents(int number)
    {
        var exchange = Exchanges.All[number];

        exchange.Answered().ShouldBe(exchange.Response.ReplaceLineEndings("\n"), exchange.ToString());
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Without_what_marks_it_a_request_is_no_handshake(int number)
    {
        var exchange = Exchanges.All[number];
        var request = exchange.Ask();

        exchange.OutcomeOf(request with { Query = "", Headers = new(), Body = default }).ShouldBeNull();
        exchange.OutcomeOf(request with { Method = "PUT" }).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(ThatAreSigned))]
    public void A_signed_handshake_is_answered_only_when_its_signature_is_valid_and_fresh(int number)
    {
        var exchange = Exchanges.Signed[number];

        exchange.Outcome().ShouldBeOfType<HandshakeOutcome.Answered>();
        (exchange with { Sign = (_, _) => new string('0', 64) }).Outcome().ShouldBeNull(exchange.ToString());
        (exchange with { Secret = exchange.AnotherSecret }).Outcome().ShouldBeNull();
        (exchange with { Secret = null }).Outcome().ShouldBeNull();
        if (exchange.Scheme.Contains("imestampHeader", StringComparison.Ordinal))
        {
            exchange.Outcome(SignedDelivery.Noon.AddMinutes(6)).ShouldBeNull();
            exchange.Outcome(SignedDelivery.Noon.AddMinutes(-6)).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void The_sample_of_a_handshake_has_its_form(int number)
    {
        var exchange = Exchanges.All[number];
        var handshake = exchange.Handshakes.All.Single();

        var sample = HandshakeSample.Of(handshake, "sample-challenge", exchange.VerifyToken);

        if (handshake.Settings.IsSigned)
        {
            handshake.Matches(sample.Method, new HandshakeValues(sample)).ShouldBeTrue();
        }
        else
        {
            exchange.OutcomeOf(sample).ShouldBeOfType<HandshakeOutcome.Answered>();
        }
    }
}
