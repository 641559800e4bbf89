using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Cli.Tests;

/// <summary>Addresses and keys that are kept for the user.</summary>
public sealed class LoginTests : IAsyncLifetime, IDisposable
{
    private const string Key = "a-key-of-the-laboratory";

    private readonly Shell shell = new();
    private FakeReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        receiver = await FakeReceiver.StartAsync();
        receiver.On("dead-letters", FakeReceiver.NoDeadLetters);
        receiver.Answers["sources"] = request => request.Headers["x-functions-key"] == "wrong" ? Results.StatusCode(401) : Results.Text("""{"sources":[]}""", "application/json");
        shell.Variables["XDG_CONFIG_HOME"] = shell.PathOf("config");
    }

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task What_is_saved_is_used_where_nothing_else_is_said()
    {
        await LoginAsync();

        (await shell.RunAsync("dead")).ShouldBe(0, shell.Error);

        var (path, _, key, _) = receiver.Asked.Last();
        (path.Split('?')[0], key).ShouldBe(("dead-letters", Key));
    }

    [Fact]
    public async Task Only_the_user_can_read_it()
    {
        Directory.CreateDirectory(shell.PathOf("config/hook"));
        await LoginAsync();
        await LoginAsync("staging");

        shell.Output.ShouldNotContain(Key);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(shell.PathOf("config/hook/profiles.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(shell.PathOf("config/hook")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.GetFiles(shell.PathOf("config/hook")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_that_the_receiver_rejects_is_not_saved()
    {
        (await shell.With("wrong\n").RunAsync("login", "--url", receiver.Url)).ShouldBe(1);

        shell.Error.ShouldContain("rejects this function key");
        (await shell.RunAsync("profiles", "--json")).ShouldBe(0);
        shell.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("login", "--url", "https://example.com", "--key", Key)]
    [InlineData("login", "--key", Key)]
    public async Task A_key_is_not_taken_from_the_command_line(params string[] args)
    {
        (await shell.RunAsync(args)).ShouldBe(2);

        shell.Error.ShouldContain("stays in the shell's history");
        shell.Error.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("without encryption", "login", "--url", "http://192.0.2.1")]
    [InlineData("--url: give the address", "login")]
    [InlineData("'ftp://x' is not an address", "login", "--url", "ftp://x")]
    [InlineData("--profile: write its name", "login", "--url", "https://x", "--profile", "a b")]
    [InlineData("--all: it excludes --profile", "logout", "--all", "--profile", "x")]
    public async Task What_cannot_be_saved_says_why(string said, params string[] args)
    {
        (await shell.With(Key).RunAsync(args)).ShouldBe(2);

        shell.Error.ShouldContain(said == "without encryption" ? "the key would be sent unencrypted" : said);
        shell.Error.ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_profile_is_named_by_option_or_variable_and_no_key_goes_to_another_address()
    {
        await LoginAsync("staging");
        await using var other = (await FakeReceiver.StartAsync()).On("dead-letters", FakeReceiver.NoDeadLetters);

        (await shell.RunAsync("dead", "--profile", "staging")).ShouldBe(0, shell.Error);
        shell.Variables["HOOK_PROFILE"] = "staging";
        (await shell.RunAsync("dead")).ShouldBe(0, shell.Error);
        (await shell.RunAsync("dead", "--url", other.Url)).ShouldBe(0, shell.Error);
        shell.Variables["HOOK_URL"] = other.Url;
        (await shell.RunAsync("dead")).ShouldBe(0, shell.Error);

        receiver.Asked.Skip(1).Select(asked => asked.Key).ShouldBe([Key, Key]);
        other.Asked.Select(asked => asked.Key).ShouldBe([null, null]);
    }

    [Theory]
    [InlineData("--url")]
    [InlineData("HOOK_URL")]
    public async Task The_address_of_a_profile_comes_with_its_key(string given)
    {
        await LoginAsync("staging");
        shell.Variables["HOOK_URL"] = given == "HOOK_URL" ? receiver.Url : "https://example.com";

        (await shell.RunAsync(given == "HOOK_URL" ? ["dead"] : ["dead", "--url", receiver.Url + "/"])).ShouldBe(0, shell.Error);

        receiver.Asked.Last().Key.ShouldBe(Key);
    }

    [Fact]
    public async Task Variables_win_over_what_is_saved_and_never_silently_over_what_is_named()
    {
        await LoginAsync();
        shell.Variables["HOOK_KEY"] = "k2";

        (await shell.RunAsync("dead")).ShouldBe(0, shell.Error);
        receiver.Asked.Last().Key.ShouldBe("k2");

        shell.Variables["HOOK_URL"] = "https://example.com";
        (await shell.RunAsync("dead", "--profile", "default")).ShouldBe(2);
        shell.Error.ShouldContain("HOOK_URL is set, and names another receiver (https://example.com/)");
        shell.Variables["HOOK_URL"] = receiver.Url;
        (await shell.RunAsync("dead", "--profile", "default")).ShouldBe(0, shell.Error);
        (await shell.RunAsync("dead", "--profile", "default", "--url", receiver.Url)).ShouldBe(2);
    }

    [Fact]
    public async Task A_sample_is_sent_to_a_saved_receiver_only_when_it_is_named()
    {
        await using var endpoint = await Endpoint.StartAsync();
        shell.File("config/hook/profiles.json", $$$"""{"profiles":{"default":{"url":"{{{endpoint.Url}}}","key":null} } }""");
        string[] send = ["send", "shop", "--scheme", "shopify", "--secret", "s3cret-of-the-laboratory"];

        await shell.RunAsync(send);
        shell.Output.ShouldContain("POST http://127.0.0.1:7071/");
        endpoint.Received.ShouldBeEmpty();

        (await shell.RunAsync([.. send, "--profile", "default"])).ShouldBe(0, shell.Error);
        endpoint.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Profiles_are_listed_without_their_keys_and_can_be_removed()
    {
        await LoginAsync();
        await LoginAsync("staging");

        (await shell.RunAsync("profiles")).ShouldBe(0);
        shell.Output.ShouldContain("staging  " + receiver.Url);
        shell.Output.ShouldNotContain(Key);
        (await shell.RunAsync("profiles", "--json")).ShouldBe(0);
        var lines = shell.Output.TrimEnd().Split(Environment.NewLine).Select(line => JsonNode.Parse(line)!).ToList();
        lines.Select(line => ((string?)line["name"], (bool)line["has_key"]!, (bool)line["is_in_use"]!)).ShouldBe([("default", true, true), ("staging", true, false)]);

        (await shell.RunAsync("logout", "--profile", "staging")).ShouldBe(0);
        (await shell.RunAsync("logout", "--profile", "staging")).ShouldBe(1);
        (await shell.RunAsync("logout", "--all")).ShouldBe(0);
        File.ReadAllText(shell.PathOf("config/hook/profiles.json")).ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_misspelt_profile_is_answered_with_the_one_that_is_meant()
    {
        await LoginAsync("staging");

        (await shell.RunAsync("dead", "--profile", "stagng")).ShouldBe(2);

        shell.Error.ShouldContain("did you mean 'staging'?");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"profiles":{"default":{}}}""")]
    [InlineData("""{"profiles":{"default":null}}""")]
    [InlineData("""{"profiles":{"default":{"url":null,"key":null}}}""")]
    public async Task A_damaged_file_is_named_and_not_overwritten(string content)
    {
        var path = shell.File("config/hook/profiles.json", content);

        (await shell.RunAsync("dead")).ShouldBe(2);
        shell.Error.ShouldContain("profiles.json");
        (await shell.With(Key).RunAsync("login", "--url", receiver.Url)).ShouldBe(2);
        File.ReadAllText(path).ShouldBe(content);
    }

    [TerminalFact]
    public async Task A_key_that_is_typed_is_not_echoed()
    {
        var hook = $"dotnet {typeof(Hook).Assembly.Location} login --url {receiver.Url}";
        using var script = Process.Start(new ProcessStartInfo("script", ["-qec", hook, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["XDG_CONFIG_HOME"] = shell.PathOf("config"), ["HOOK_URL"] = null, ["HOOK_KEY"] = null },
        })!;
        var shown = "";
        while (!shown.Contains("not shown", StringComparison.Ordinal))
        {
            shown += (char)script.StandardOutput.Read();
        }

        await script.StandardInput.WriteAsync(Key + "\r");
        await script.StandardInput.FlushAsync();
        shown += await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();

        shown.ShouldContain("Saved as 'default'");
        shown.ShouldNotContain(Key);
        receiver.Asked.Last().Key.ShouldBe(Key);
    }

    private async Task LoginAsync(string profile = "default") =>
        (await shell.With(Key + "\n").RunAsync("login", "--url", receiver.Url, "--profile", profile)).ShouldBe(0, shell.Error);
}
