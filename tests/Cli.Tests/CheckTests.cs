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
    public async Task Headers_are_read_from_every_kind_of_capture(string capture)
    {
        var lines = (await File.ReadAllTextAsync(Shell.Vector(Completed + ".headers"))).Trim().Split('\n').Select(line => line.Trim()).ToList();
        var text = capture.Replace("{0}", string.Join('\n', lines)).Replace("{1}", string.Join('\n', lines.Select(line => "> " + line)));
        var headers = shell.File("captured.txt", text);

        (await CheckAsync(Completed, "--headers", headers, "--at", "1745339401")).ShouldBe(0, shell.Output + shell.Error);
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
