using Webhooks.Signatures.Content;
using Webhooks.Signatures.Diagnosing;

namespace Webhooks.Signatures.Tests.Diagnosing;

public class TimeFindingsTests
{
    [Fact]
    public void A_delivery_whose_only_fault_is_age_says_by_how_much_and_when_it_was_right()
    {
        var diagnosis = DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddSeconds(-301)).Diagnose();

        diagnosis.SignedAt.ShouldBe(DiagnosticsCase.Now.AddSeconds(-301));
        var finding = diagnosis.Findings.ShouldHaveSingleItem();
        finding.Fault.ShouldBe(Fault.TooOld);
        finding.Problem.ShouldContain("301 s ago");
        finding.Problem.ShouldContain("300 s");
    }

    [Fact]
    public void A_delivery_from_the_future_says_so()
    {
        var finding = DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddHours(1)).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.FromTheFuture);
        finding.Problem.ShouldContain("3600 s ahead");
    }

    [Fact]
    public void The_window_that_counts_is_the_schemes()
    {
        DiagnosticsCase.Nova("2026-03-03T06:00:00Z").Diagnose().Verifies.ShouldBeTrue();
        DiagnosticsCase.Nova("2026-03-02T06:00:00Z").Faults().ShouldBe([Fault.TooOld]);
    }

    [Fact]
    public void Milliseconds_where_seconds_belong_are_named()
    {
        var finding = DiagnosticsCase.Envless(signedBy: definition => definition with { TimestampFormat = TimeFormat.UnixMilliseconds }).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherTimeFormat);
        finding.Problem.ShouldContain("milliseconds");
    }

    [Fact]
    public void Seconds_where_milliseconds_belong_are_named_and_are_no_matter_of_age()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", SignedContent = "{timestamp}.{body}", TimestampHeader = "X-Time", TimestampFormat = TimeFormat.UnixMilliseconds };
        var finding = DiagnosticsCase.Hmac(settings, "{}", definition => definition with { TimestampFormat = TimeFormat.Unix }).Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherTimeFormat);
        finding.Fix.ShouldBe("Set Hmac__TimestampFormat to Unix.");
    }

    [Fact]
    public void Seconds_that_were_signed_where_milliseconds_are_sent_are_named()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", SignedContent = "{body}" };
        var tested = DiagnosticsCase.Hmac(settings, "{}", definition => definition with { Content = SignedContentTemplate.Of("{timestamp}.{body}"), TimestampHeader = "X-Time" });

        var finding = tested.WithHeader("X-Time", time => time + "123").Diagnose().Findings.ShouldHaveSingleItem();

        finding.Fault.ShouldBe(Fault.OtherSignedContent);
        finding.Problem.ShouldContain("the header X-Time in seconds");
    }

    [Fact]
    public void A_time_in_words_where_seconds_belong_is_named() =>
        DiagnosticsCase.Envless(signedBy: definition => definition with { TimestampFormat = TimeFormat.Iso8601 }).Faults().ShouldBe([Fault.OtherTimeFormat]);
}
