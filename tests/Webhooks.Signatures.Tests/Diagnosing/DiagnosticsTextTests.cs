using System.Text;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Tests.Diagnosing;

/// <summary>The exact text of every finding that the other tests cause, so that a change of a text is deliberate.</summary>
public class DiagnosticsTextTests
{
    private static readonly SchemeSettings Timed = new() { SignatureHeader = "X-Sig", SignedContent = "{timestamp}.{body}", TimestampHeader = "X-Time" };
    private static readonly SchemeSettings Keyed = new() { SignatureHeader = "X-Sig", Layout = SignatureLayout.Keyed, Prefix = "v1", SignedContent = "{timestamp}.{body}" };

    [Fact]
    public void Findings_about_secrets_are_as_approved() => Approve(
        [
            ("no secret", DiagnosticsCase.Valara() with { Secrets = [] }),
            ("another secret", DiagnosticsCase.Valara().WithSecret("another secret altogether")),
            ("two other secrets", DiagnosticsCase.Valara() with { Secrets = [new("the secret of next month"), new("sk_test_0123456789abcdef")] }),
            ("too short a secret", DiagnosticsCase.Valara().WithSecret("short")),
            ("two secrets of which one gives no key", DiagnosticsCase.FastPix() with { Secrets = [new("not Base64 at all!"), new("b3RoZXIgc2VjcmV0IG9mIG1pbmU=")] }),
            ("not active any more", DiagnosticsCase.Valara() with { Secrets = [new("the secret of next month"), new(DiagnosticsCase.ValaraSecret) { NotAfter = DiagnosticsCase.Now }] }),
            ("not active yet", DiagnosticsCase.Valara() with { Secrets = [new(DiagnosticsCase.ValaraSecret) { NotBefore = DiagnosticsCase.Now.AddSeconds(1) }] }),
            ("in another form", DiagnosticsCase.Valara() with { Secrets = [new("the secret of next month"), new(DiagnosticsCase.ValaraSecret, KeyForm.Whsec)] }),
            ("whsec as text", DiagnosticsCase.Standard(DiagnosticsCase.WhsecSecret, KeyForm.Utf8)),
            ("hexadecimal", DiagnosticsCase.Standard("00112233445566778899aabbccddeeff", KeyForm.Hex)),
            ("a line break at the sender's", DiagnosticsCase.Valara().SignedWith(SecretKey.Read(DiagnosticsCase.ValaraSecret + "\n", KeyForm.Utf8, out _)!)),
            ("prefix twice", DiagnosticsCase.Standard().WithSecret("whsec_" + DiagnosticsCase.WhsecSecret)),
            ("without its prefix at the sender's", DiagnosticsCase.Valara(secret: "0123456789abcdef0123").WithSecret("whsec_0123456789abcdef0123", KeyForm.Utf8)),
            ("with a prefix at the sender's", DiagnosticsCase.Valara(secret: "whsec_0123456789abcdef0123").WithSecret("0123456789abcdef0123")),
            ("percent-encoded", DiagnosticsCase.Valara(secret: "a secret/with+signs").WithSecret("a%20secret%2Fwith%2Bsigns")),
            ("Base64 for URLs", DiagnosticsCase.Valara(secret: "ab+/cdefghijklmnop+/").WithSecret("ab-_cdefghijklmnop-_")),
            .. Secrets("'{0}'", "{0},", "{0};", "{0}\\n", "{0}\\r\\n", "v1,{0}", "HOOK_SECRET={0}", "sha256={0}", "\"{0}\n\""),
            ("white space inside", DiagnosticsCase.Valara().WithSecret(DiagnosticsCase.ValaraSecret.Insert(8, "\u200b "))),
            .. new[] { "whsec_live_0123456789", DiagnosticsCase.WhsecSecret, "whpk_0123456789", "whsk_0123456789", "sk_live_0123456789", "@Microsoft.KeyVault(SecretUri=x)", "xoxb-0123456789" }
                .Select(secret => (secret, DiagnosticsCase.Valara().WithSecret(secret))),
        ]);

    [Fact]
    public void Findings_about_headers_and_times_are_as_approved() => Approve(
        [
            ("no signature", DiagnosticsCase.Valara().WithHeader("X-Webhook-Signature", (string?)null)),
            ("under another name", DiagnosticsCase.Valara().Renamed("X-Webhook-Signature", "X-Hub-Signature-256")),
            ("under another name, settings", DiagnosticsCase.Hmac(new SchemeSettings { SignatureHeader = "X-Sig" }, "{}").Renamed("X-Sig", "X-Signature")),
            ("malformed under a promising name", DiagnosticsCase.Valara().Renamed("X-Webhook-Signature", "X-Signature").WithHeader("X-Signature", "v1,")),
            ("cut short", DiagnosticsCase.Valara().WithHeader("X-Webhook-Signature", value => value[..40])),
            ("Base64", DiagnosticsCase.Valara(definition => definition with { Encoding = MacEncoding.Base64 })),
            ("Base64, settings", DiagnosticsCase.Hmac(new SchemeSettings { SignatureHeader = "X-Sig" }, "{}", definition => definition with { Encoding = MacEncoding.Base64 })),
            ("Base64 for URLs, settings", DiagnosticsCase.Hmac(new SchemeSettings { SignatureHeader = "X-Sig" }, "{}", definition => definition with { Encoding = MacEncoding.Base64Url })),
            ("hexadecimal, settings", DiagnosticsCase.Hmac(new SchemeSettings { SignatureHeader = "X-Sig", Encoding = MacEncoding.Base64 }, "{}", definition => definition with { Encoding = MacEncoding.Hex })),
            ("hexadecimal", DiagnosticsCase.FastPix(signedBy: definition => definition with { Encoding = MacEncoding.Hex })),
            ("no padding", DiagnosticsCase.FastPix().WithHeader("FastPix-Signature", value => value.TrimEnd('='))),
            ("Base64 of hexadecimal", DiagnosticsCase.Valara(definition => definition with { Prefix = "" }).WithHeader("X-Webhook-Signature", value => "sha256=" + Convert.ToBase64String(Encoding.ASCII.GetBytes(value)))),
            ("no prefix", DiagnosticsCase.Valara(definition => definition with { Prefix = "" })),
            ("another prefix", DiagnosticsCase.Valara(definition => definition with { Prefix = "sha1=" })),
            ("a long prefix", DiagnosticsCase.Valara(definition => definition with { Prefix = "a-prefix-of-a-good-many-letters=" })),
            ("a prefix where none is", DiagnosticsCase.FastPix(signedBy: definition => definition with { Prefix = "sha256=" })),
            ("another prefix, settings", DiagnosticsCase.Hmac(Keyed, "{}", definition => definition with { Prefix = "v0" })),
            ("another version", DiagnosticsCase.Envless(signedBy: definition => definition with { Prefix = "v2" })),
            ("header twice", Repeated()),
            ("mirror", DiagnosticsCase.Valara().WithHeader("X-Webhook-Event-Id", "evt_2")),
            ("two mirrors and age", DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddHours(-1)).WithHeader("X-Webhook-Event-Id", "evt_2").WithHeader("X-Webhook-Event-Type", "other")),
            ("signed header missing", DiagnosticsCase.Envless().WithHeader("webhook-id", (string?)null)),
            ("signed header missing and nowhere", DiagnosticsCase.Standard().WithHeader("webhook-id", (string?)null)),
            ("time missing", DiagnosticsCase.Standard().WithHeader("webhook-timestamp", (string?)null)),
            ("another scheme", DiagnosticsCase.Nova() with { Scheme = DiagnosticsCase.Valara().Scheme }),
            ("another scheme, too old", DiagnosticsCase.Nova("2026-03-01T05:06:00Z") with { Scheme = DiagnosticsCase.Valara().Scheme }),
            ("too old", DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddSeconds(-301))),
            ("from the future", DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddHours(1))),
            ("milliseconds", DiagnosticsCase.Envless(signedBy: definition => definition with { TimestampFormat = TimeFormat.UnixMilliseconds })),
            ("words", DiagnosticsCase.Envless(signedBy: definition => definition with { TimestampFormat = TimeFormat.Iso8601 })),
            ("words, settings", DiagnosticsCase.Hmac(Timed, "{}", definition => definition with { TimestampFormat = TimeFormat.Iso8601 })),
            ("seconds, settings", DiagnosticsCase.Hmac(Timed with { TimestampFormat = TimeFormat.UnixMilliseconds }, "{}", definition => definition with { TimestampFormat = TimeFormat.Unix })),
            ("no time at all", DiagnosticsCase.Valara().WithHeader("X-Webhook-Timestamp", "soon")),
        ]);

    [Fact]
    public void Findings_about_signed_content_are_as_approved() => Approve(
        [
            .. Contents("{body}", "{timestamp}{body}", "{timestamp}:{body}", "v0:{timestamp}:{body}", "v1:{timestamp}:{body}", "{body}.{timestamp}", "{body}{timestamp}",
                "{timestamp}\n{body}", "{timestamp}|{body}", "{timestamp}-{body}", "{timestamp} {body}", "{timestamp},{body}", "{header:X-Webhook-Event-Id}.{timestamp}.{body}",
                "{timestamp}.{header:X-Webhook-Event-Id}.{body}", "{header:X-Webhook-Event-Id}:{timestamp}:{body}", "{header:X-Webhook-Event-Id:30}{timestamp}{body}",
                "{header:X-Webhook-Event-Id}.{body}", "{header:X-Webhook-Event-Id:30}{body}", "{body}.{header:X-Webhook-Event-Id}"),
            ("settings", DiagnosticsCase.Hmac(Timed, "{}", definition => definition with { Content = SignedContentTemplate.Of("{body}") })),
            ("another header's time", DiagnosticsCase.Valara(definition => definition with { TimestampHeader = "X-Sent-Time" }, at: DiagnosticsCase.Now.AddSeconds(-9), body: DiagnosticsCase.Valara().Body)
                .WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}")),
            ("another header's date", DiagnosticsCase.Valara(definition => definition with { TimestampHeader = "X-Sent-Date" }, at: DiagnosticsCase.Now.AddSeconds(-9), body: DiagnosticsCase.Valara().Body)
                .WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}")),
            ("the body's time", DiagnosticsCase.Valara(body: """{"event_id":"evt_1","event_type":"t","api_version":"v","timestamp":1772600700,"nonce":"n","data":{}}""", at: DateTimeOffset.FromUnixTimeSeconds(1772600700))
                .WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}")),
            .. new[] { "createdAt", "created_at", "created" }.Select(key => (key, DiagnosticsCase.Valara(body: $$"""{"{{key}}":1772600700}""", at: DateTimeOffset.FromUnixTimeSeconds(1772600700))
                .WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}"))),
            .. new[] { "event_id", "id", "webhook_id", "webhookId" }.Select(key => (key, Moved(key))),
            ("milliseconds of the header", DiagnosticsCase.Valara(definition => definition with { TimestampFormat = TimeFormat.UnixMilliseconds }).WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}")),
            ("seconds of the header", DiagnosticsCase.Valara().WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeMilliseconds()}")),
            ("the header in words", DiagnosticsCase.Valara(definition => definition with { TimestampFormat = TimeFormat.Iso8601 }).WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now.ToUnixTimeSeconds()}")),
            ("seconds of a header in words", DiagnosticsCase.Valara().WithHeader("X-Webhook-Timestamp", $"{DiagnosticsCase.Now:yyyy-MM-ddTHH:mm:ssZ}")),
        ]);

    [Fact]
    public void Findings_about_bodies_are_as_approved() => Approve(
        [
            ("no JSON", DiagnosticsCase.Valara(body: "[]")),
            ("incomplete", DiagnosticsCase.Valara(body: """{"event_id":"evt_1"}""")),
            ("sorted by someone", DiagnosticsCase.Valara().WithBody(_ => """{"a":1,"b":2}""").WithSecret("another secret altogether")),
            ("lost letters", DiagnosticsCase.Valara().WithBody(body => body.Replace('ö', '\uFFFD')).WithSecret("another secret altogether")),
            ("line break added", DiagnosticsCase.Valara().WithBody(body => body + "\n")),
            ("CRLF added", DiagnosticsCase.Valara().WithBody(body => body + "\r\n")),
            ("line break removed", DiagnosticsCase.Valara(body: DiagnosticsCase.Valara().Body + "\n").WithBody(body => body.TrimEnd())),
            ("CRLF removed", DiagnosticsCase.Valara(body: DiagnosticsCase.Valara().Body + "\r\n").WithBody(body => body.TrimEnd())),
            ("mark added", DiagnosticsCase.Valara().WithBody(body => "\uFEFF" + body)),
            ("mark removed", DiagnosticsCase.Valara(body: "\uFEFF" + DiagnosticsCase.Valara().Body).WithBody(body => body.TrimStart('\uFEFF'))),
            ("spaces removed", DiagnosticsCase.Valara(body: DiagnosticsCase.Valara().Body.Replace(",", ", ").Replace("\":", "\": ")).WithBody(_ => DiagnosticsCase.Valara().Body)),
            ("spaces added", DiagnosticsCase.Valara().WithBody(body => body.Replace(",", ", ").Replace("\":", "\": "))),
            ("HTML", DiagnosticsCase.Valara().WithBody(body => body.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;"))),
            ("a JSON string", DiagnosticsCase.Valara().WithBody(body => System.Text.Json.JsonSerializer.Serialize(body))),
            ("Base64", DiagnosticsCase.Valara().WithBody(body => Convert.ToBase64String(Encoding.UTF8.GetBytes(body)))),
            ("UTF-16", DiagnosticsCase.Valara().WithBytes([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(DiagnosticsCase.Valara().Body)])),
            ("UTF-8 twice", DiagnosticsCase.Valara().WithBody(body => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body)))),
            .. Escapes(("ö", @"\u00f6"), ("ö", @"\u00F6"), ("a/b", @"a\/b"), ("&", @"\u0026"), ("<b> & ", @"\u003cb\u003e \u0026 "), ("<b> & ", @"\u003Cb\u003E \u0026 ")),
            .. Rewritings,
            ("changed, and too old", DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddDays(-1)).WithBody(body => body + "\n")),
            ("changed, in another form", DiagnosticsCase.Standard().SignedWith(SecretKey.Read(DiagnosticsCase.WhsecSecret, KeyForm.Utf8, out _)!).WithBody(body => body + "\n")),
        ]);

    private static IEnumerable<(string, DiagnosticsCase)> Secrets(params string[] written) => written.Select(form =>
        (form, DiagnosticsCase.Valara().WithSecret(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, DiagnosticsCase.ValaraSecret))));

    private static IEnumerable<(string, DiagnosticsCase)> Contents(params string[] templates) =>
        templates.Select(template => (template, DiagnosticsCase.Valara(definition => definition with { Content = SignedContentTemplate.Of(template) })));

    private static IEnumerable<(string, DiagnosticsCase)> Escapes(params (string Plain, string Escaped)[] pairs) => pairs.SelectMany(pair => new[]
    {
        ($"{pair.Escaped} added", DiagnosticsCase.Valara().WithBody(body => body.Replace(pair.Plain, pair.Escaped))),
        ($"{pair.Escaped} removed", DiagnosticsCase.Valara(body: DiagnosticsCase.Valara().Body.Replace(pair.Plain, pair.Escaped)).WithBody(_ => DiagnosticsCase.Valara().Body)),
    });

    // What the sender's library wrote and signed, and what another on the way made of it.
    private static IEnumerable<(string, DiagnosticsCase)> Rewritings => new (string Name, string Signed, string Arrived)[]
    {
        ("CRLF to LF", "{\r\n\"a\":1\r\n}", "{\n\"a\":1\n}"),
        ("LF to CRLF", "{\n\"a\":1\n}", "{\r\n\"a\":1\r\n}"),
        ("white space around", """{"a":1}""", " \t{\"a\":1} \r\n"),
        ("a mark before", """{"a": 1, "b": 2}""", "\uFEFF{\"a\":1,\"b\":2}"),
        ("indented", "{\n  \"a\": 1\n}", """{"a":1}"""),
        ("indented, a line break at the end", "{\n  \"a\": 1\n}\n", """{"a":1}"""),
        ("indented, CRLF", "{\r\n  \"a\": 1\r\n}", """{"a":1}"""),
        ("Python", """{"a": "\u00f6", "b": [1, 2]}""", """{"a":"ö","b":[1,2]}"""),
        ("Python, sorted", """{"a": "\u00f6", "b": 1}""", """{"b":1,"a":"ö"}"""),
        ("PHP", """{"a":"\u00f6\/x"}""", """{"a":"ö/x"}"""),
        ("slashes", """{"a":"ö\/x"}""", """{"a":"ö/x"}"""),
        ("Go", """{"a":"\u003cö\u003e \u0026\u2028\u2029"}""", "{\"a\":\"<ö> &\u2028\u2029\"}"),
        (".NET", """{"a":"\u00F6\u002B\u0027\u0026\u003C\u003E\u0060\u007F~"}""", "{\"a\":\"ö+'&<>`\u007f~\"}"),
        ("controls", """{"a":"\"\\\b\f\n\r\t\u0001 ~"}""", """{"a":"\u0022\u005c\u0008\u000c\u000a\u000d\u0009\u0001 ~"}"""),
        ("spaced, and a mark", """{"a": "\u00f6"}""", "\uFEFF{\"a\":\"ö\"}"),
        ("sorted", """{"a":{"c":[1,{"e":1,"f":[]},"x"],"d":{}},"b":1}""", """{"b":1,"a":{"d":{},"c":[1,{"f":[],"e":1},"x"]}}"""),
        ("sorted, spaced", """{"a": [], "b": 1}""", """{"b":1,"a":[]}"""),
        ("nested", $$"""{"a": 1, "b": {{new string('[', 200)}}{{new string(']', 200)}}}""", $$"""{"a":1,"b":{{new string('[', 200)}}{{new string(']', 200)}}}"""),
        ("half a pair", """{"b": 1, "a\ud800": 2}""", """{"b":1,"a\ud800":2}"""),
    }.Select(one => (one.Name, DiagnosticsCase.Valara(body: one.Signed).WithBody(_ => one.Arrived)));

    private static DiagnosticsCase Repeated()
    {
        var tested = DiagnosticsCase.Valara();
        tested.Delivery.Headers.Add("X-Webhook-Timestamp", "1");
        return tested;
    }

    // An id that is signed, and came in the body alone.
    private static DiagnosticsCase Moved(string key)
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", SignedContent = "{header:X-Delivery}.{body}" };
        return DiagnosticsCase.Hmac(settings, $$"""{"{{key}}":"d-1"}""", null, ("X-Delivery", "d-1")).WithHeader("X-Delivery", (string?)null);
    }

    private static void Approve(IEnumerable<(string Name, DiagnosticsCase Case)> cases, [System.Runtime.CompilerServices.CallerMemberName] string of = "") =>
        string.Join('\n', cases.SelectMany(one => one.Case.Diagnose().Findings.Select(finding => $"- {finding.Fault}: {finding.Problem} {finding.Fix}").Prepend($"# {one.Name.ReplaceLineEndings("\\n")}").Append("")))
            .ShouldMatchApproved(approved => approved.SubFolder("Approved").WithFilenameGenerator((_, _, kind, extension) => $"{nameof(DiagnosticsTextTests)}.{of}.{kind}.{extension}").NoDiff());
}
