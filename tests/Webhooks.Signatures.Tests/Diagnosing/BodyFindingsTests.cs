using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Diagnosing;

namespace Webhooks.Signatures.Tests.Diagnosing;

public class BodyFindingsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    [Fact]
    public void A_line_break_that_was_added_is_named() =>
        Diagnosed(DiagnosticsCase.Valara().WithBody(body => body + "\n")).ShouldContain("without the line break at its end");

    [Fact]
    public void A_line_break_that_was_removed_is_named() =>
        Diagnosed(DiagnosticsCase.Valara(body: DiagnosticsCase.Valara().Body + "\n").WithBody(body => body.TrimEnd())).ShouldContain("with a line break at its end");

    [Fact]
    public void Line_ends_that_were_changed_are_named()
    {
        var indented = Pretty();

        Diagnosed(DiagnosticsCase.Valara(body: indented).WithBody(body => body.Replace("\n", "\r\n"))).ShouldContain("with LF line ends");
        Diagnosed(DiagnosticsCase.Valara(body: indented.Replace("\n", "\r\n")).WithBody(body => body.Replace("\r\n", "\n"))).ShouldContain("with CRLF line ends");
    }

    [Fact]
    public void A_byte_order_mark_that_was_added_or_removed_is_named()
    {
        var plain = DiagnosticsCase.Valara();
        byte[] preamble = [.. Encoding.UTF8.Preamble];

        Diagnosed(plain.WithBytes([.. preamble, .. plain.Delivery.Body.Span])).ShouldContain("without the byte order mark");
        Diagnosed(DiagnosticsCase.Valara(body: "\uFEFF" + plain.Body).WithBody(body => body.TrimStart('\uFEFF'))).ShouldContain("with a byte order mark");
    }

    [Fact]
    public void Indentation_that_was_added_is_named() =>
        Diagnosed(DiagnosticsCase.Valara().WithBody(_ => Pretty())).ShouldContain("compact");

    [Theory]
    [InlineData(2, ' ', "two spaces")]
    [InlineData(4, ' ', "four spaces")]
    [InlineData(1, '\t', "tabs")]
    public void Indentation_that_was_taken_away_is_named(int size, char character, string named)
    {
        var indented = string.Join('\n', Pretty().Split('\n').Select(line => Indent(line, size, character)));

        Diagnosed(DiagnosticsCase.Valara(body: indented).WithBody(_ => DiagnosticsCase.Valara().Body)).ShouldContain(named);
        Diagnosed(DiagnosticsCase.Valara(body: indented).WithBody(body => string.Join('\n', body.Split('\n').Select(line => line.Trim())))).ShouldContain(named);
    }

    [Fact]
    public void Spaces_after_commas_and_colons_are_named()
    {
        var spaced = DiagnosticsCase.Valara().Body.Replace(",", ", ").Replace("\":", "\": ");

        Diagnosed(DiagnosticsCase.Valara(body: spaced).WithBody(_ => DiagnosticsCase.Valara().Body)).ShouldContain("a space after each comma and colon");
    }

    [Fact]
    public void Keys_that_were_sorted_before_signing_are_named()
    {
        var sorted = $$$"""{"api_version":"2026-04-17","data":{},"event_id":"evt_1","event_type":"t","nonce":"n","timestamp":{{{DiagnosticsCase.Now.ToUnixTimeSeconds()}}}}""";
        var arrived = $$$"""{"event_id":"evt_1","event_type":"t","api_version":"2026-04-17","nonce":"n","timestamp":{{{DiagnosticsCase.Now.ToUnixTimeSeconds()}}},"data":{}}""";

        Diagnosed(DiagnosticsCase.Valara(body: sorted).WithBody(_ => arrived)).ShouldContain("alphabetical order");
        DiagnosticsCase.Valara(body: arrived).WithBody(_ => sorted).Diagnose().Findings.ShouldHaveSingleItem().Problem.ShouldContain("alphabetical order");
    }

    [Theory]
    [InlineData("ö", @"\u00f6")]
    [InlineData("a/b", @"a\/b")]
    [InlineData("<b> &", @"\u003cb\u003e \u0026")]
    public void Escapes_that_were_resolved_are_named(string plain, string escaped) =>
        Diagnosed(DiagnosticsCase.Valara(body: DiagnosticsCase.Valara().Body.Replace(plain, escaped)).WithBody(_ => DiagnosticsCase.Valara().Body)).ShouldContain("written with ");

    [Theory]
    [InlineData("ö", @"\u00f6")]
    [InlineData("a/b", @"a\/b")]
    [InlineData("ö", @"\u00F6")]
    public void Escapes_that_were_added_are_named(string plain, string escaped) =>
        Diagnosed(DiagnosticsCase.Valara().WithBody(body => body.Replace(plain, escaped))).ShouldContain("no more escapes");

    [Fact]
    public void A_body_copied_from_a_web_page_is_named() =>
        Diagnosed(DiagnosticsCase.Valara().WithBody(body => body.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;"))).ShouldContain("HTML");

    [Fact]
    public void A_body_that_was_wrapped_or_encoded_is_named()
    {
        var plain = DiagnosticsCase.Valara();

        Diagnosed(plain.WithBody(body => JsonSerializer.Serialize(body))).ShouldContain("inside the JSON string");
        Diagnosed(plain.WithBody(_ => Convert.ToBase64String(plain.Delivery.Body.Span))).ShouldContain("Base64");
        Diagnosed(plain.WithBytes([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(plain.Body)])).ShouldContain("UTF-16");
        Diagnosed(plain.WithBody(body => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body)))).ShouldContain("a second time");
    }

    [Fact]
    public void A_body_that_was_altered_is_never_explained_away()
    {
        var tested = DiagnosticsCase.Valara();
        var random = new Random(20260304);
        for (var round = 0; round < 400; round++)
        {
            var body = tested.Delivery.Body.ToArray();
            body[random.Next(body.Length)] ^= (byte)random.Next(1, 256);

            var diagnosis = tested.WithBytes(body).Diagnose();

            diagnosis.Verifies.ShouldBeFalse();
            diagnosis.Findings.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void What_is_not_JSON_at_all_is_examined_without_complaint()
    {
        foreach (var body in new[] { "", "{", "\"", "\\", "{\"a\":\"\\", "[1,", "\uFFFD", "]}", "{\"a\":\"\\ud800\"}", "{\"b\":1,\"\\ud800\":2,\"a\":3}" })
        {
            DiagnosticsCase.Valara().WithBody(_ => body).Diagnose().Verifies.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_large_body_is_searched_and_given_up_on_like_a_small_one()
    {
        var items = string.Join(',', Enumerable.Range(0, 14_500).Select(number => $$"""{"number":{{number}},"name":"Köln/{{number}}"}"""));
        var tested = DiagnosticsCase.Valara(body: $$"""{"items":[{{items}}]}""").WithSecret("another secret altogether");
        tested.Delivery.Body.Length.ShouldBeInRange(450_000, 600_000);

        tested.Faults().ShouldBe([Fault.WrongSecret]);
    }

    private static string Indent(string line, int size, char character) =>
        new string(character, (line.Length - line.TrimStart().Length) / 2 * size) + line.TrimStart();

    private static string Pretty() => JsonSerializer.Serialize(JsonNode.Parse(DiagnosticsCase.Valara().Body), Indented);

    private static string Diagnosed(DiagnosticsCase tested)
    {
        var finding = tested.Diagnose().Findings.ShouldHaveSingleItem();
        finding.Fault.ShouldBe(Fault.BodyChanged);
        return finding.Problem;
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData(null)]
    public void A_compressed_body_is_named_and_no_secret_is_blamed(string? coding)
    {
        var tested = Compressed(DiagnosticsCase.Valara(), coding);

        var finding = tested.Diagnose().Findings.ShouldHaveSingleItem();
        finding.Fault.ShouldBe(Fault.BodyCompressed);
        finding.Fix.ShouldContain("Decompress");
        Compressed(DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddDays(-1)), coding).Faults().ShouldBe([Fault.BodyCompressed, Fault.TooOld]);
        Compressed(DiagnosticsCase.Valara().WithBody(body => body + "\n"), coding).Faults().ShouldBe([Fault.BodyCompressed, Fault.BodyChanged]);
        tested.WithSecret("\"" + DiagnosticsCase.ValaraSecret + "\"").Faults().ShouldBe([Fault.BodyCompressed, Fault.SecretMistyped]);
        tested.WithSecret("another secret altogether").Faults().ShouldBe([Fault.WrongSecret]);
        tested.WithHeader("X-Webhook-Signature", (string?)null).Faults().ShouldBe([Fault.SignatureHeaderMissing]);
    }

    [Fact]
    public void Where_bodies_are_decompressed_that_is_no_fault()
    {
        (Compressed(DiagnosticsCase.Valara(), "gzip") with { Decompress = true }).Diagnose().Verifies.ShouldBeTrue();
        (Compressed(DiagnosticsCase.Valara(at: DiagnosticsCase.Now.AddDays(-1)), "gzip") with { Decompress = true }).Faults().ShouldBe([Fault.TooOld]);
    }

    private static DiagnosticsCase Compressed(DiagnosticsCase tested, string? coding)
    {
        using var output = new MemoryStream();
        using (Stream stream = coding == "br" ? new BrotliStream(output, CompressionLevel.Fastest) : new GZipStream(output, CompressionLevel.Fastest))
        {
            stream.Write(tested.Delivery.Body.Span);
        }

        return tested.WithBytes(output.ToArray()).WithHeader("Content-Encoding", coding);
    }
}
