using System.Text.Json.Nodes;

namespace Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private const string Completed = "valara/media.delivery.completed";

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("valara", "valara/media.delivery.completed", "1745339401")]
    [InlineData("valara", "valara/media.delivery.failed", "2025-04-22T16:30:01Z")]
    [InlineData("standard-webhooks", "standard-webhooks/reference-sign-test", "1614265330")]
    public async Task A_published_delivery_verifies_at_its_own_time(string scheme, string vector, string at)
    {
        var code = await shell.RunAsync("check", "--scheme", scheme, "--secret", "@" + Shell.Vector(vector + ".secret"), "--headers", Shell.Vector(vector + ".headers"), "--body", Shell.Vector(vector + ".json"), "--at", at);

        code.ShouldBe(0, shell.Output + shell.Error);
        shell.Output.ShouldStartWith($"verifies: {scheme}");
    }

    [Fact]
    public async Task A_delivery_whose_only_fault_is_age_says_that_its_signature_is_valid_and_how_to_check_it()
    {
        (await CheckAsync(Completed)).ShouldBe(1);

        shell.Output.ShouldContain("too_old");
        shell.Output.ShouldContain("The signature itself is valid");
        shell.Output.ShouldContain("--at 1745339401");
    }

    [Fact]
    public async Task A_changed_body_is_diagnosed_with_a_fix()
    {
        var body = shell.File("body.json", (await File.ReadAllTextAsync(Shell.Vector(Completed + ".json"))) + "\n");

        (await CheckAsync(Completed, "--body", body, "--at", "1745339401")).ShouldBe(1);
        shell.Output.ShouldContain("signature_invalid");
        shell.Output.ShouldContain("without the line break at its end");
        shell.Output.ShouldContain("Fix: ");
    }

    [Theory]
    [InlineData("POST /api/webhooks/valara HTTP/1.1\r\nHost: x\r\nA: b\r\n{0}\r\n\r\n{{}}")]
    [InlineData("# captured yesterday\n\n{0}\n")]
    [InlineData("* Connected to x\n> POST / HTTP/2\n> host: x\n{1}\n>\n< HTTP/2 401\n< x-webhook-signature: none\n")]
    [InlineData("\uFEFFHTTP/1.1 200 OK\n{0}")]
    [InlineData(":method: POST\n:path: /api/webhooks/valara?a=b\n:authority: x\n{0}")]
    public async Task Headers_are_read_from_every_kind_of_capture(string capture)
    {
        var lines = (await File.ReadAllTextAsync(Shell.Vector(Completed + ".headers"))).Trim().Split('\n').Select(line => line.Trim()).ToList();
        var text = capture.Replace("{0}", string.Join('\n', lines)).Replace("{1}", string.Join('\n', lines.Select(line => "> " + line)));
        var headers = shell.File("captured.txt", text);

        (await CheckAsync(Completed, "--headers", headers, "--at", "1745339401")).ShouldBe(0, shell.Output + shell.Error);
    }

    // {0} are "name": "value" pairs, {1} objects with name and value, {2} "name": ["value"] pairs, {3} the body as a JSON text, {4} in Base64.
    [Theory]
    [InlineData("{ \"log\": { \"version\": \"1.2\", \"entries\": [ { \"request\": { \"method\": \"POST\", \"url\": \"https://h/x\", \"headers\": [ { \"name\": \":method\", \"value\": \"POST\" }, {1} ], \"postData\": { \"mimeType\": \"application/json\", \"text\": {3} } } } ] } }", true)]
    [InlineData("{ \"version\": \"2.0\", \"rawPath\": \"/x\", \"rawQueryString\": \"\", \"headers\": { {0} }, \"requestContext\": { \"domainName\": \"h\", \"http\": { \"method\": \"POST\" } }, \"body\": {3}, \"isBase64Encoded\": false }", true)]
    [InlineData("{ \"httpMethod\": \"POST\", \"path\": \"/x\", \"headers\": { \"X-Webhook-Signature\": \"the last one\" }, \"multiValueHeaders\": { {2} }, \"body\": \"{4}\", \"isBase64Encoded\": true }", true)]
    [InlineData("{ \"requestContext\": { \"elb\": {} }, \"httpMethod\": \"POST\", \"path\": \"/x\", \"queryStringParameters\": {}, \"headers\": { {0} }, \"body\": {3}, \"isBase64Encoded\": false }", true)]
    [InlineData("{ \"severity\": \"INFO\", \"jsonPayload\": { \"headers\": { {0}, \"x-count\": 1, \"x-none\": null } } }", false)]
    [InlineData("{ \"httpRequest\": { \"requestMethod\": \"POST\", \"headers\": [ {1} ] } }", false)]
    [InlineData("{ {0} }", false)]
    [InlineData("[ {1} ]", false)]
    public async Task Headers_are_read_from_captures_of_browsers_and_clouds(string capture, bool hasBody)
    {
        var fields = (await File.ReadAllLinesAsync(Shell.Vector(Completed + ".headers"))).Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).ToList();
        var body = await File.ReadAllTextAsync(Shell.Vector(Completed + ".json"));
        var headers = shell.File("captured.json", capture
            .Replace("{0}", string.Join(", ", fields.Select(field => $"{Json(field[0].ToLowerInvariant())}: {Json(field[1])}")), StringComparison.Ordinal)
            .Replace("{1}", string.Join(", ", fields.Select(field => $"{{ \"name\": {Json(field[0])}, \"value\": {Json(field[1])} }}")), StringComparison.Ordinal)
            .Replace("{2}", string.Join(", ", fields.Select(field => $"{Json(field[0])}: [{Json(field[1])}]")), StringComparison.Ordinal)
            .Replace("{3}", Json(body), StringComparison.Ordinal)
            .Replace("{4}", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(body)), StringComparison.Ordinal));

        (await CheckAsync(Completed, "--headers", headers, "--at", "1745339401")).ShouldBe(0, shell.Output + shell.Error);
        (await shell.RunAsync("check", "--scheme", "valara", "--secret", "test_secret_001", "--headers", headers, "--at", "1745339401")).ShouldBe(hasBody ? 0 : 2, shell.Output + shell.Error);
    }

    [Theory]
    [InlineData("{ \"log\": { \"entries\": [ { \"request\": { \"headers\": [] } }, { \"request\": { \"headers\": [] } } ] } }", "2 requests")]
    [InlineData("{ \"data\": { \"a\": { \"b\": 1 } } }", "JSON without headers")]
    [InlineData("[ 1, 2 ]", "JSON without headers")]
    [InlineData("{ \"headers\": ", "not JSON (line 1)")]
    [InlineData("{ \"headers\": {} }", "has no header")]
    [InlineData("{ \"headers\": { \"a\": \"b\" }, \"body\": \"%\", \"isBase64Encoded\": true }", "it is not")]
    public async Task A_capture_that_cannot_be_read_says_why(string capture, string said)
    {
        (await CheckAsync(Completed, "--headers", shell.File("captured.json", capture))).ShouldBe(2, shell.Output);

        shell.Error.ShouldContain(said);
    }

    [Fact]
    public async Task A_verdict_is_given_as_json_for_scripts()
    {
        (await CheckAsync(Completed, "--json", "--at", "1745339401")).ShouldBe(0, shell.Error);
        var verified = JsonNode.Parse(shell.Output)!;
        ((string?)verified["verdict"]).ShouldBe("verified");
        ((string?)verified["event_type"]).ShouldBe("media.delivery.completed");
        ((string?)verified["secret_fingerprint"]).ShouldBe("22e596bb");
        verified["findings"]!.AsArray().ShouldBeEmpty();

        (await CheckAsync(Completed, "--json")).ShouldBe(1, shell.Error);
        var refused = JsonNode.Parse(shell.Output)!;
        ((string?)refused["reason"]).ShouldBe("too_old");
        ((string?)refused["findings"]![0]!["fault"]).ShouldBe("TooOld");
        ((DateTimeOffset?)refused["signed_at"]).ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1745339401));
        shell.Output.TrimEnd().ShouldNotContain(Environment.NewLine);
    }

    [Fact]
    public async Task The_secret_can_be_kept_out_of_the_history()
    {
        using var piped = new Shell { Input = "test_secret_001\n" };
        (await piped.RunAsync("check", "--scheme", "valara", "--secret", "-", "--headers", Shell.Vector(Completed + ".headers"), "--body", Shell.Vector(Completed + ".json"), "--at", "1745339401")).ShouldBe(0);

        shell.Variables["SECRET"] = "test_secret_001";
        (await CheckAsync(Completed, "--secret", "env:SECRET", "--at", "1745339401")).ShouldBe(0);
    }

    [Fact]
    public async Task Any_of_several_secrets_may_be_right()
    {
        (await shell.RunAsync("check", "--scheme", "valara", "--secret", "the one of next month", "--secret", "test_secret_001", "--headers", Shell.Vector(Completed + ".headers"), "--body", Shell.Vector(Completed + ".json"), "--at", "1745339401")).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_form_can_be_given_and_is_what_is_in_doubt()
    {
        (await CheckAsync(Completed, "--at", "1745339401", "--key-form", "utf8")).ShouldBe(0);
        (await CheckAsync(Completed, "--at", "1745339401", "--key-form", "base64")).ShouldBe(1);
        shell.Output.ShouldContain("KeyForm to utf8");
    }

    [Fact]
    public async Task A_scheme_of_settings_is_described_by_its_parts()
    {
        string[] parts = ["--hmac", "SignatureHeader=X-Webhook-Signature", "--hmac", "Prefix=sha256=", "--hmac", "SignedContent={timestamp}.{body}", "--hmac", "TimestampHeader=X-Webhook-Timestamp"];

        (await CheckAsync(Completed, ["--scheme", "hmac", "--at", "1745339401", .. parts])).ShouldBe(0, shell.Output + shell.Error);
    }

    [Theory]
    [InlineData("--scheme", "nobody", "valara, novavms, fastpix")]
    [InlineData("--headers", "missing.txt", "cannot be read")]
    [InlineData("--body", "missing.txt", "cannot be read")]
    [InlineData("--secret", "@missing.txt", "cannot be read")]
    [InlineData("--secret", "env:NOT_SET", "no such variable")]
    [InlineData("--secret", "  ", "empty")]
    [InlineData("--at", "yesterday", "RFC 3339")]
    [InlineData("--key-form", "rot13", "whsec")]
    [InlineData("--hmac", "Prefix", "NAME=VALUE")]
    [InlineData("--hmac", "Prefx=a", "no such setting")]
    public async Task Unusable_arguments_say_what_to_do_and_end_in_2(string option, string value, string said)
    {
        (await CheckAsync(Completed, option, value)).ShouldBe(2, shell.Output);

        shell.Error.ShouldContain(said);
        shell.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_that_gives_no_key_is_diagnosed_and_ends_in_2()
    {
        (await CheckAsync("standard-webhooks/reference-sign-test", "--scheme", "standard-webhooks", "--secret", "not base64 at all!")).ShouldBe(2);

        shell.Output.ShouldContain("cannot be used");
    }

    [Fact]
    public async Task Missing_arguments_end_in_2_and_help_in_0()
    {
        (await shell.RunAsync("check")).ShouldBe(2);
        shell.Error.ShouldContain("hook check --help");
        (await shell.RunAsync("bogus")).ShouldBe(2);
        (await shell.RunAsync()).ShouldBe(2);
        (await shell.RunAsync("check", "--help")).ShouldBe(0);
        shell.Output.ShouldContain("env:NAME");
        (await shell.RunAsync("send", "--help")).ShouldBe(0);
        shell.Output.ShouldContain("hook send valara");
    }

    private static string Json(string text) => JsonValue.Create(text)!.ToJsonString();

    /// <summary>Checks a vector with Valara's scheme and secret, unless told otherwise.</summary>
    private Task<int> CheckAsync(string vector, params string[] options)
    {
        var args = new List<string> { "check" };
        foreach (var (option, value) in new[] { ("--scheme", "valara"), ("--secret", "test_secret_001"), ("--headers", Shell.Vector(vector + ".headers")), ("--body", Shell.Vector(vector + ".json")) })
        {
            args.AddRange(options.Contains(option) ? [] : [option, value]);
        }

        return shell.RunAsync([.. args, .. options]);
    }
}
