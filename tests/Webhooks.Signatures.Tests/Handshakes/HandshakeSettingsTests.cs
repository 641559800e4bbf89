using Webhooks.Driver.Handshakes;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Handshakes;

public sealed class HandshakeSettingsTests
{
    [Theory]
    [InlineData("""{"method":"PUT"}""", "method")]
    [InlineData("""{"method":"get"}""", "method")]
    [InlineData("""{"method":"POST"}""", "when")]
    [InlineData("""{"method":"POST","when":{"header:X-Signature":""}}""", "when")]
    [InlineData("""{"method":"POST","when":{"header:X-Signature":"","json:event":""},"isSigned":true}""", "when")]
    [InlineData("""{"method":"GET","when":{"cookie:a":"*"}}""", "cookie:a")]
    [InlineData("""{"method":"GET","challenge":"challenge"}""", "'challenge'")]
    [InlineData("""{"method":"GET","challenge":"json:a..b"}""", "json:a..b")]
    [InlineData("""{"method":"GET","challenge":"json:a[x]"}""", "json:a[x]")]
    [InlineData("""{"method":"GET","contentType":"text/html"}""", "text/html")]
    [InlineData("""{"method":"GET","contentType":"image/svg+xml"}""", "image/svg+xml")]
    [InlineData("""{"method":"GET","status":302}""", "302")]
    [InlineData("""{"method":"GET","status":204,"body":"a"}""", "204")]
    [InlineData("""{"method":"GET","body":"{challenge}"}""", "challenge")]
    [InlineData("""{"method":"GET","challenge":"query:a","body":"{hmac:md5}"}""", "{hmac:md5}")]
    [InlineData("""{"method":"GET","challenge":"query:a","contentType":"application/json","body":"{\"a\":{challenge}"}""", "JSON")]
    [InlineData("""{"method":"GET","challenge":"query:a","headers":{"Location":"{challenge}"}}""", "Location")]
    [InlineData("""{"method":"GET","challenge":"query:a","headers":{"Set-Cookie":"{challenge}"}}""", "Set-Cookie")]
    [InlineData("""{"method":"GET","challenge":"query:a","headers":{"Access-Control-Allow-Origin":"{challenge}"}}""", "Access-Control-Allow-Origin")]
    [InlineData("""{"method":"GET","challenge":"query:a","headers":{"Content-Type":"text/html"}}""", "Content-Type")]
    [InlineData("""{"method":"GET","challenge":"query:a","headers":{"A b":"c"}}""", "A b")]
    [InlineData("""{"method":"POST","secret":"Within","when":{"query:a":"*"}}""", "challenge")]
    public void A_handshake_that_cannot_be_or_would_reflect_content_is_refused_with_its_place(string handshake, string named)
    {
        (Exchanges.Dropbox with { Handshake = handshake }).Preset.ReadHandshakes(out var problem).ShouldBeNull();

        problem.ShouldContain(named);
        SchemeCatalog.Create("bad", (Exchanges.Dropbox with { Handshake = handshake }).Preset, out var refused).ShouldBeNull();
        refused!.Problem.ShouldContain(problem);
    }

    [Fact]
    public void A_signature_for_anyone_needs_a_scheme_that_signs_the_body_itself()
    {
        var preset = Exchanges.TwitterCrc.Preset;

        (preset with { Scheme = preset.Scheme with { SignedContent = "{timestamp}.{sha256:body}" } }).ReadHandshakes(out var problem).ShouldBeNull();

        problem.ShouldContain("{body}");
    }

    [Fact]
    public void Settings_over_a_preset_cannot_take_the_body_out_of_what_is_signed()
    {
        PresetScheme.Create("x", Exchanges.TwitterCrc.Preset, new SchemeSettings { SignedContent = "{sha256:body}" }, new(), out var problem).ShouldBeNull();

        problem!.Problem.ShouldContain("{body}");
    }

    [Fact]
    public void Every_preset_of_the_library_is_answered_something_that_counts_as_accepted()
    {
        var answers = SchemeCatalog.Names.Select(SchemeCatalog.FindPreset).Select(preset => preset?.Answer).OfType<AnswerSettings>();

        answers.ShouldAllBe(answer => (answer.Status ?? 200) / 100 == 2 && (answer.Body == null || !answer.IsEmpty));
    }

    [Fact]
    public void A_source_may_start_without_a_secret_where_the_handshake_brings_it() =>
        Exchanges.All.Where(exchange => exchange.Made.AnswersBeforeSecret).Select(exchange => exchange.Sender).ShouldBe(["asana", "notion", "nylas"]);
}
