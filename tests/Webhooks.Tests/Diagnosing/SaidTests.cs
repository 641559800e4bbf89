using System.Text;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Tests.Diagnosing;

/// <summary>What the doctor says, word for word, of everything the other tests spoil: whoever changes a text sees each place where it stands, and means it.</summary>
public class SaidTests
{
    private static readonly HmacSettings Timed = new() { SignatureHeader = "X-Sig", SignedContent = "{timestamp}.{body}", TimestampHeader = "X-Time" };
    private static readonly HmacSettings Keyed = new() { SignatureHeader = "X-Sig", Layout = SignatureLayout.Keyed, Prefix = "v1", SignedContent = "{timestamp}.{body}" };

    [Fact]
    public void What_is_said_of_secrets_is_what_was_approved() => Approve(
        [
            ("no secret", Patient.Valara() with { Secrets = [] }),
            ("another secret", Patient.Valara().WithSecret("another secret altogether")),
            ("two other secrets", Patient.Valara() with { Secrets = [new("the secret of next month"), new("sk_test_0123456789abcdef")] }),
            ("too short a secret", Patient.Valara().WithSecret("short")),
            ("two secrets of which one gives no key", Patient.FastPix() with { Secrets = [new("not Base64 at all!"), new("b3RoZXIgc2VjcmV0IG9mIG1pbmU=")] }),
            ("not active any more", Patient.Valara() with { Secrets = [new("the secret of next month"), new(Patient.ValaraSecret) { NotAfter = Patient.Now }] }),
            ("not active yet", Patient.Valara() with { Secrets = [new(Patient.ValaraSecret) { NotBefore = Patient.Now.AddSeconds(1) }] }),
            ("in another form", Patient.Valara() with { Secrets = [new("the secret of next month"), new(Patient.ValaraSecret, KeyForm.Whsec)] }),
            ("whsec as text", Patient.Standard(Patient.WhsecSecret, KeyForm.Utf8)),
            ("hexadecimal", Patient.Standard("00112233445566778899aabbccddeeff", KeyForm.Hex)),
            ("a line break at the sender's", Patient.Valara().SignedWith(SecretKey.Read(Patient.ValaraSecret + "\n", KeyForm.Utf8, out _)!)),
            ("prefix twice", Patient.Standard().WithSecret("whsec_" + Patient.WhsecSecret)),
            ("without its prefix at the sender's", Patient.Valara(secret: "0123456789abcdef0123").WithSecret("whsec_0123456789abcdef0123", KeyForm.Utf8)),
            ("with a prefix at the sender's", Patient.Valara(secret: "whsec_0123456789abcdef0123").WithSecret("0123456789abcdef0123")),
            ("percent-encoded", Patient.Valara(secret: "a secret/with+signs").WithSecret("a%20secret%2Fwith%2Bsigns")),
            ("Base64 for URLs", Patient.Valara(secret: "ab+/cdefghijklmnop+/").WithSecret("ab-_cdefghijklmnop-_")),
            .. Secrets("'{0}'", "{0},", "{0};", "{0}\\n", "{0}\\r\\n", "v1,{0}", "HOOK_SECRET={0}", "sha256={0}", "\"{0}\n\""),
            ("white space inside", Patient.Valara().WithSecret(Patient.ValaraSecret.Insert(8, "\u200b "))),
            .. new[] { "whsec_live_0123456789", Patient.WhsecSecret, "whpk_0123456789", "whsk_0123456789", "sk_live_0123456789", "@Microsoft.KeyVault(SecretUri=x)", "xoxb-0123456789" }
                .Select(secret => (secret, Patient.Valara().WithSecret(secret))),
        ]);

    [Fact]
    public void What_is_said_of_headers_and_times_is_what_was_approved() => Approve(
        [
            ("no signature", Patient.Valara().WithHeader("X-Webhook-Signature", (string?)null)),
            ("under another name", Patient.Valara().Renamed("X-Webhook-Signature", "X-Hub-Signature-256")),
            ("under another name, settings", Patient.Hmac(new HmacSettings { SignatureHeader = "X-Sig" }, "{}").Renamed("X-Sig", "X-Signature")),
            ("malformed under a promising name", Patient.Valara().Renamed("X-Webhook-Signature", "X-Signature").WithHeader("X-Signature", "v1,")),
            ("cut short", Patient.Valara().WithHeader("X-Webhook-Signature", value => value[..40])),
            ("Base64", Patient.Valara(recipe => recipe with { Encoding = MacEncoding.Base64 })),
            ("Base64, settings", Patient.Hmac(new HmacSettings { SignatureHeader = "X-Sig" }, "{}", recipe => recipe with { Encoding = MacEncoding.Base64 })),
            ("Base64 for URLs, settings", Patient.Hmac(new HmacSettings { SignatureHeader = "X-Sig" }, "{}", recipe => recipe with { Encoding = MacEncoding.Base64Url })),
            ("hexadecimal, settings", Patient.Hmac(new HmacSettings { SignatureHeader = "X-Sig", Encoding = MacEncoding.Base64 }, "{}", recipe => recipe with { Encoding = MacEncoding.Hex })),
            ("hexadecimal", Patient.FastPix(signedBy: recipe => recipe with { Encoding = MacEncoding.Hex })),
            ("no padding", Patient.FastPix().WithHeader("FastPix-Signature", value => value.TrimEnd('='))),
            ("Base64 of hexadecimal", Patient.Valara(recipe => recipe with { Prefix = "" }).WithHeader("X-Webhook-Signature", value => "sha256=" + Convert.ToBase64String(Encoding.ASCII.GetBytes(value)))),
            ("no prefix", Patient.Valara(recipe => recipe with { Prefix = "" })),
            ("another prefix", Patient.Valara(recipe => recipe with { Prefix = "sha1=" })),
            ("a long prefix", Patient.Valara(recipe => recipe with { Prefix = "a-prefix-of-a-good-many-letters=" })),
            ("a prefix where none is", Patient.FastPix(signedBy: recipe => recipe with { Prefix = "sha256=" })),
            ("another prefix, settings", Patient.Hmac(Keyed, "{}", recipe => recipe with { Prefix = "v0" })),
            ("another version", Patient.Envless(signedBy: recipe => recipe with { Prefix = "v2" })),
            ("header twice", Repeated()),
            ("mirror", Patient.Valara().WithHeader("X-Webhook-Event-Id", "evt_2")),
            ("two mirrors and age", Patient.Valara(at: Patient.Now.AddHours(-1)).WithHeader("X-Webhook-Event-Id", "evt_2").WithHeader("X-Webhook-Event-Type", "other")),
            ("signed header missing", Patient.Envless().WithHeader("webhook-id", (string?)null)),
            ("signed header missing and nowhere", Patient.Standard().WithHeader("webhook-id", (string?)null)),
            ("time missing", Patient.Standard().WithHeader("webhook-timestamp", (string?)null)),
            ("another scheme", Patient.Nova() with { Scheme = Patient.Valara().Scheme }),
            ("another scheme, too old", Patient.Nova("2026-03-01T05:06:00Z") with { Scheme = Patient.Valara().Scheme }),
            ("too old", Patient.Valara(at: Patient.Now.AddSeconds(-301))),
            ("from the future", Patient.Valara(at: Patient.Now.AddHours(1))),
            ("milliseconds", Patient.Envless(signedBy: recipe => recipe with { TimestampFormat = TimeFormat.UnixMilliseconds })),
            ("words", Patient.Envless(signedBy: recipe => recipe with { TimestampFormat = TimeFormat.Iso8601 })),
            ("words, settings", Patient.Hmac(Timed, "{}", recipe => recipe with { TimestampFormat = TimeFormat.Iso8601 })),
            ("seconds, settings", Patient.Hmac(Timed with { TimestampFormat = TimeFormat.UnixMilliseconds }, "{}", recipe => recipe with { TimestampFormat = TimeFormat.Unix })),
            ("no time at all", Patient.Valara().WithHeader("X-Webhook-Timestamp", "soon")),
        ]);

    [Fact]
    public void What_is_said_of_signed_content_is_what_was_approved() => Approve(
        [
            .. Contents("{body}", "{timestamp}{body}", "{timestamp}:{body}", "v0:{timestamp}:{body}", "v1:{timestamp}:{body}", "{body}.{timestamp}", "{body}{timestamp}",
                "{timestamp}\n{body}", "{timestamp}|{body}", "{timestamp}-{body}", "{timestamp} {body}", "{timestamp},{body}", "{header:X-Webhook-Event-Id}.{timestamp}.{body}",
                "{timestamp}.{header:X-Webhook-Event-Id}.{body}", "{header:X-Webhook-Event-Id}:{timestamp}:{body}", "{header:X-Webhook-Event-Id}{timestamp}{body}",
                "{header:X-Webhook-Event-Id}.{body}", "{header:X-Webhook-Event-Id}{body}", "{body}.{header:X-Webhook-Event-Id}"),
            ("settings", Patient.Hmac(Timed, "{}", recipe => recipe with { Content = SignedContentTemplate.Of("{body}") })),
            ("another header's time", Patient.Valara(recipe => recipe with { TimestampHeader = "X-Sent-Time" }, at: Patient.Now.AddSeconds(-9), body: Patient.Valara().Body)
                .WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}")),
            ("another header's date", Patient.Valara(recipe => recipe with { TimestampHeader = "X-Sent-Date" }, at: Patient.Now.AddSeconds(-9), body: Patient.Valara().Body)
                .WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}")),
            ("the body's time", Patient.Valara(body: """{"event_id":"evt_1","event_type":"t","api_version":"v","timestamp":1772600700,"nonce":"n","data":{}}""", at: DateTimeOffset.FromUnixTimeSeconds(1772600700))
                .WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}")),
            .. new[] { "createdAt", "created_at", "created" }.Select(key => (key, Patient.Valara(body: $$"""{"{{key}}":1772600700}""", at: DateTimeOffset.FromUnixTimeSeconds(1772600700))
                .WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}"))),
            .. new[] { "event_id", "id", "webhook_id", "webhookId" }.Select(key => (key, Moved(key))),
            ("milliseconds of the header", Patient.Valara(recipe => recipe with { TimestampFormat = TimeFormat.UnixMilliseconds }).WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}")),
            ("seconds of the header", Patient.Valara().WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeMilliseconds()}")),
            ("the header in words", Patient.Valara(recipe => recipe with { TimestampFormat = TimeFormat.Iso8601 }).WithHeader("X-Webhook-Timestamp", $"{Patient.Now.ToUnixTimeSeconds()}")),
            ("seconds of a header in words", Patient.Valara().WithHeader("X-Webhook-Timestamp", $"{Patient.Now:yyyy-MM-ddTHH:mm:ssZ}")),
        ]);

    [Fact]
    public void What_is_said_of_bodies_is_what_was_approved() => Approve(
        [
            ("no JSON", Patient.Valara(body: "[]")),
            ("incomplete", Patient.Valara(body: """{"event_id":"evt_1"}""")),
            ("sorted by someone", Patient.Valara().WithBody(_ => """{"a":1,"b":2}""").WithSecret("another secret altogether")),
            ("lost letters", Patient.Valara().WithBody(body => body.Replace('ö', '\uFFFD')).WithSecret("another secret altogether")),
            ("line break added", Patient.Valara().WithBody(body => body + "\n")),
            ("CRLF added", Patient.Valara().WithBody(body => body + "\r\n")),
            ("line break removed", Patient.Valara(body: Patient.Valara().Body + "\n").WithBody(body => body.TrimEnd())),
            ("CRLF removed", Patient.Valara(body: Patient.Valara().Body + "\r\n").WithBody(body => body.TrimEnd())),
            ("mark added", Patient.Valara().WithBody(body => "\uFEFF" + body)),
            ("mark removed", Patient.Valara(body: "\uFEFF" + Patient.Valara().Body).WithBody(body => body.TrimStart('\uFEFF'))),
            ("spaces removed", Patient.Valara(body: Patient.Valara().Body.Replace(",", ", ").Replace("\":", "\": ")).WithBody(_ => Patient.Valara().Body)),
            ("spaces added", Patient.Valara().WithBody(body => body.Replace(",", ", ").Replace("\":", "\": "))),
            ("HTML", Patient.Valara().WithBody(body => body.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;"))),
            ("a JSON string", Patient.Valara().WithBody(body => System.Text.Json.JsonSerializer.Serialize(body))),
            ("Base64", Patient.Valara().WithBody(body => Convert.ToBase64String(Encoding.UTF8.GetBytes(body)))),
            ("UTF-16", Patient.Valara().WithBytes([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Patient.Valara().Body)])),
            ("UTF-8 twice", Patient.Valara().WithBody(body => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body)))),
            .. Escapes(("ö", @"\u00f6"), ("ö", @"\u00F6"), ("a/b", @"a\/b"), ("&", @"\u0026"), ("<b> & ", @"\u003cb\u003e \u0026 "), ("<b> & ", @"\u003Cb\u003E \u0026 ")),
            .. Rewritings,
            ("changed, and too old", Patient.Valara(at: Patient.Now.AddDays(-1)).WithBody(body => body + "\n")),
            ("changed, in another form", Patient.Standard().SignedWith(SecretKey.Read(Patient.WhsecSecret, KeyForm.Utf8, out _)!).WithBody(body => body + "\n")),
        ]);

    private static IEnumerable<(string, Patient)> Secrets(params string[] written) => written.Select(form =>
        (form, Patient.Valara().WithSecret(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Patient.ValaraSecret))));

    private static IEnumerable<(string, Patient)> Contents(params string[] templates) =>
        templates.Select(template => (template, Patient.Valara(recipe => recipe with { Content = SignedContentTemplate.Of(template) })));

    private static IEnumerable<(string, Patient)> Escapes(params (string Plain, string Escaped)[] pairs) => pairs.SelectMany(pair => new[]
    {
        ($"{pair.Escaped} added", Patient.Valara().WithBody(body => body.Replace(pair.Plain, pair.Escaped))),
        ($"{pair.Escaped} removed", Patient.Valara(body: Patient.Valara().Body.Replace(pair.Plain, pair.Escaped)).WithBody(_ => Patient.Valara().Body)),
    });

    // What the sender's library wrote and signed, and what another on the way made of it.
    private static IEnumerable<(string, Patient)> Rewritings => new (string Name, string Signed, string Arrived)[]
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
    }.Select(one => (one.Name, Patient.Valara(body: one.Signed).WithBody(_ => one.Arrived)));

    private static Patient Repeated()
    {
        var patient = Patient.Valara();
        patient.Delivery.Headers.Add("X-Webhook-Timestamp", "1");
        return patient;
    }

    // An id that is signed, and came in the body alone.
    private static Patient Moved(string key)
    {
        var settings = new HmacSettings { SignatureHeader = "X-Sig", SignedContent = "{header:X-Delivery}.{body}" };
        return Patient.Hmac(settings, $$"""{"{{key}}":"d-1"}""", null, ("X-Delivery", "d-1")).WithHeader("X-Delivery", (string?)null);
    }

    private static void Approve(IEnumerable<(string Name, Patient Patient)> cases, [System.Runtime.CompilerServices.CallerMemberName] string of = "") =>
        string.Join('\n', cases.SelectMany(one => one.Patient.Examine().Findings.Select(finding => $"- {finding.Fault}: {finding.Diagnosis} {finding.Cure}").Prepend($"# {one.Name.ReplaceLineEndings("\\n")}").Append("")))
            .ShouldMatchApproved(approved => approved.SubFolder("Approved").WithFilenameGenerator((_, _, kind, extension) => $"{nameof(SaidTests)}.{of}.{kind}.{extension}").NoDiff());
}
