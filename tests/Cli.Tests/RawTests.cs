using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cli.Tests;

/// <summary>Exact deliveries of a receiver: saved, sent again, and checked.</summary>
public sealed class RawTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "a-secret-of-the-laboratory-only";
    private const string Id = "01a1fe7e1b527e82bf0b38578cbcbb23";

    private readonly Shell shell = new();
    private FakeReceiver receiver = null!;

    public static TheoryData<string> Bodies => new()
    {
        "{\"a\": 1}", "", "@/etc/passwd", "it's \"$(touch /tmp/x)\" `id` \\ !x\n\n", "\0\u0001\u001b[2J binary", "umlauts äöü \u202E turned", "%s %d %%",
        new string('x', 200_000), "\uFEFFmarked", "- --data x",
    };

    public async Task InitializeAsync()
    {
        receiver = await FakeReceiver.StartAsync();
        receiver.On("sources", """{"sources":[{"name":"lab","scheme":"github","secrets":1,"active_secrets":1,"answers_probes":false,"shards":1,"retention_days":30},{"name":"shop","scheme":"github","secrets":1,"active_secrets":1,"answers_probes":false,"shards":1,"retention_days":30}]}""");
        shell.Variables["HOOK_URL"] = receiver.Url;
    }

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    public void Dispose() => shell.Dispose();

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_is_saved_is_sent_and_checked_as_it_came(string body)
    {
        await using var endpoint = await Endpoint.StartAsync();
        var bytes = Encoding.UTF8.GetBytes(body);
        var signature = "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), bytes));
        Keep(bytes, ("X-Hub-Signature-256", signature), ("X-GitHub-Delivery", "d-1"), ("X-GitHub-Event", "push"), ("Content-Type", "application/json"));

        (await shell.RunAsync("show", Id, "--save", "out")).ShouldBe(0, shell.Error);

        File.ReadAllBytes(shell.PathOf("out/delivery.body")).ShouldBe(bytes);
        (await shell.RunAsync("check", "--scheme", "github", "--secret", Secret, "--headers", "out/delivery.headers", "--body", "out/delivery.body")).ShouldBe(0, shell.Output + shell.Error);
        (await shell.RunAsync("send", "lab", "--scheme", "github", "--secret", Secret, "--body", "out/delivery.body", "--url", endpoint.Url)).ShouldBe(0, shell.Error);
        endpoint.Received.Single().Delivery.Body.ToArray().ShouldBe(bytes);
    }

    [Theory]
    [InlineData("X-A", "it's \"quoted\" $HOME `id` \\ !x")]
    [InlineData("#comment", "a: b")]
    [InlineData("X-A", "foo HTTP/1.1")]
    [InlineData("X-A", "")]
    [InlineData("X-A", "\u001b[2Jowned \u202Egnp")]
    [InlineData("X-A", "%s%n")]
    [InlineData("X-A", "\u00A0spaced\u00A0")]
    [InlineData("X-A", "@/etc/passwd")]
    [InlineData("X-A'; touch x; '", "no name of a header")]
    public async Task Headers_are_saved_as_they_came(string name, string value)
    {
        Keep([1, 2, 3], (name, value), ("X-B", "b"), ("X-B", "c"));

        (await shell.RunAsync("show", Id, "--save", "out")).ShouldBe(0, shell.Error);

        var read = Checking.Capture.Read(File.ReadAllBytes(shell.PathOf("out/delivery.headers")), "").Headers;
        read.Single(header => header.Key == name).Value.ShouldBe([value]);
        read.Single(header => header.Key == "X-B").Value.ShouldBe(["b", "c"]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(shell.PathOf("out/delivery.headers")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(shell.PathOf("out/delivery.body")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_curl_command_sends_the_exact_bytes_and_runs_nothing_else(string body)
    {
        await using var endpoint = await Endpoint.StartAsync();
        Keep(Encoding.UTF8.GetBytes(body), ("X-A", "it's \"quoted\" $(touch x) `touch y` \\ !x"), ("X-Empty", ""), ("X-Esc", "a\u001b[2Jb%s!c"), ("Host", "elsewhere"), ("Content-Length", "7"), ("X-B'; touch z; '", "x"), ("User-Agent", "lab/1"));

        (await shell.RunAsync("show", Id, "--curl", endpoint.Url + "/a?b=[c]&d='e'")).ShouldBe(0, shell.Error);

        shell.Output.Any(c => char.IsControl(c) && c is not ('\n' or '\r')).ShouldBeFalse();
        await ShellAsync(shell.Output);
        var (path, delivery) = endpoint.Received.ShouldHaveSingleItem();
        delivery.Body.ToArray().ShouldBe(Encoding.UTF8.GetBytes(body));
        (path, delivery.Query).ShouldBe(("/a", "b=[c]&d='e'"));
        delivery.Headers.Find("X-A").ShouldBe("it's \"quoted\" $(touch x) `touch y` \\ !x");
        delivery.Headers.Find("X-Esc").ShouldBe("a\u001b[2Jb%s!c");
        delivery.Headers.Any(header => header.Key == "X-Empty").ShouldBeTrue();
        delivery.Headers.Find("User-Agent").ShouldBe("lab/1");
        delivery.Headers.Find("Content-Type").ShouldBeNull();
        Directory.GetFiles(shell.PathOf("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_both_the_command_takes_the_file_and_is_alone_on_standard_output()
    {
        await using var endpoint = await Endpoint.StartAsync();
        Keep("{}"u8.ToArray(), ("Content-Type", "application/json"));

        (await shell.RunAsync("show", Id, "--save", "o'ut", "--curl", endpoint.Url)).ShouldBe(0, shell.Error);

        shell.Output.ShouldStartWith("curl ");
        shell.Error.ShouldContain("Saved o'ut");
        await ShellAsync(shell.Output);
        endpoint.Received.ShouldHaveSingleItem().Delivery.Headers.Find("Content-Type").ShouldBe("application/json");
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_a_part_is_not_taken_for_the_whole()
    {
        Keep("{}"u8.ToArray(), ("X-A", "b"));
        (await shell.RunAsync("show", Id, "--save", "out")).ShouldBe(0, shell.Error);
        (await shell.RunAsync("show", Id, "--save", "out")).ShouldBe(2);
        shell.Error.ShouldContain("give a folder that has no delivery.headers");

        Keep("{"u8.ToArray(), isWhole: false, ("X-A", "b"));
        (await shell.RunAsync("show", Id, "--save", "part")).ShouldBe(1);
        shell.Error.ShouldContain("of 70,000 bytes, the receiver kept 1.");
        (await shell.RunAsync("check", "--refused", Id)).ShouldBe(1);
        shell.Error.ShouldContain("It cannot be verified.");
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--curl", "localhost:3000")]
    [InlineData("--curl", "file:///etc/passwd")]
    public async Task What_cannot_be_done_says_why(params string[] more)
    {
        Keep("{}"u8.ToArray(), ("X-A", "b"));

        (await shell.RunAsync(["show", Id, "--save", "out", .. more])).ShouldBe(2);

        shell.Error.ShouldContain(more[0]);
        Directory.Exists(shell.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_delivery_is_checked_with_the_secrets_of_this_machine()
    {
        var body = "{\"action\":\"opened\"}"u8.ToArray();
        var signature = "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
        Keep(body, ("X-Hub-Signature-256", signature), ("X-GitHub-Delivery", "d-1"), ("X-GitHub-Event", "issues"));
        shell.File("local.settings.json", JsonSerializer.Serialize(new { Values = new Dictionary<string, string> { ["Sources__lab__Scheme"] = "github", ["Sources__lab__Secrets__0__Value"] = Secret } }));

        (await shell.RunAsync("check", "--refused", Id)).ShouldBe(0, shell.Error);
        shell.Output.ShouldContain("refused as signature_invalid");
        shell.Output.ShouldContain("verifies: github");
        shell.Error.ShouldContain("differ from those here");

        (await shell.RunAsync("check", "--refused", Id, "--secret", "another-secret-of-the-laboratory")).ShouldBe(1);
        shell.Output.ShouldContain("does not verify: github, signature_invalid");
        (await shell.RunAsync("check", "--refused", Id, "--scheme", "github", "--secret", Secret, "--json")).ShouldBe(0);
        shell.Output.ShouldContain("\"verdict\":\"verified\"");
    }

    [Fact]
    public async Task What_cannot_be_checked_says_why()
    {
        Keep("{}"u8.ToArray(), ("X-A", "b"));
        (await shell.RunAsync("check", "--refused", Id)).ShouldBe(2);
        shell.Error.ShouldContain("--scheme and --secret");
        (await shell.RunAsync("check", "--refused", Id, "--headers", "x")).ShouldBe(2);
        (await shell.RunAsync("check", "--refused", "gone")).ShouldBe(1);
        shell.Error.ShouldContain("No event and no refused delivery has the id 'gone'");
        (await shell.RunAsync("check", "--secret", "x", "--headers", "x")).ShouldBe(2);
        shell.Error.ShouldContain("Option '--scheme' is required");
        receiver.Answers["raw/lab"] = _ => Results.Json(new { title = "Invalid request", status = 403, detail = "set Operator__RawBodies=true" }, contentType: "application/problem+json", statusCode: 403);
        (await shell.RunAsync("check", "--refused", Id)).ShouldBe(1);
        shell.Error.ShouldContain("set Operator__RawBodies=true");
    }

    private void Keep(byte[] body, params (string Name, string Value)[] headers) => Keep(body, isWhole: true, headers);

    private void Keep(byte[] body, bool isWhole, params (string Name, string Value)[] headers)
    {
        receiver.Answers["raw/lab"] = request => request.Query["id"] == Id && request.Query["who"].Count == 1
            ? Results.Text(JsonSerializer.Serialize(new
            {
                source = "lab",
                id = Id,
                status = "Refused",
                event_type = (string?)null,
                received_at = Shell.Now.AddHours(-1),
                delivery_id = (string?)null,
                query = "",
                headers = headers.Select(header => new { key = header.Name, value = header.Value }),
                body_bytes = isWhole ? body.Length : 70_000,
                body_is_whole = isWhole,
                body = Convert.ToBase64String(body),
            }), "application/json")
            : Results.Problem("none", statusCode: 404);
        receiver.Answers["refused/lab"] = _ => Results.Text(
            $$"""{"line":{"source":"lab","id":"{{Id}}","received_at":"2026-03-04T04:06:07Z","reason":"signature_invalid","detail":"no match","size":70000,"body_is_whole":true,"headers":[]},"body":"","diagnosis":[],"check":"hook check --scheme github --secret env:WEBHOOK_SECRET --headers delivery.headers --body delivery.body --at 1"}""",
            "application/json");
    }

    private async Task ShellAsync(string command)
    {
        using var sh = Process.Start(new ProcessStartInfo("sh", ["-eu"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = shell.PathOf("") })!;
        await sh.StandardInput.WriteAsync(command);
        sh.StandardInput.Close();
        var (output, error) = (sh.StandardOutput.ReadToEndAsync(), sh.StandardError.ReadToEndAsync());
        await sh.WaitForExitAsync();
        sh.ExitCode.ShouldBe(0, await output + await error);
    }
}
