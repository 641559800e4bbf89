using Microsoft.AspNetCore.Http;

namespace Cli.Tests;

public sealed class ConnectionTests
{
    [Fact]
    public async Task The_environment_has_the_address_of_the_receiver_and_the_credentials()
    {
        await using var receiver = (await FakeReceiver.StartAsync()).On("dead-letters", FakeReceiver.NoDeadLetters);
        using var shell = new Shell { Variables = { ["HOOK_URL"] = receiver.Url, ["HOOK_KEY"] = " k1\n", ["HOOK_TOKEN"] = "t1" } };

        (await shell.RunAsync("dead")).ShouldBe(0, shell.Error);
        (await shell.RunAsync("dead", "--key", "k2", "--token", "t2")).ShouldBe(0, shell.Error);

        receiver.Asked.Select(asked => (asked.Key, asked.Bearer)).ShouldBe([("k1", "Bearer t1"), ("k2", "Bearer t2")]);
    }

    [Fact]
    public async Task A_token_is_never_sent_unencrypted_to_another_machine()
    {
        using var shell = new Shell { Variables = { ["HOOK_TOKEN"] = "t", ["HOOK_URL"] = "http://192.0.2.1" } };

        (await shell.RunAsync("overview")).ShouldBe(2);

        shell.Error.ShouldContain("HOOK_URL: the token would be sent unencrypted; write the address with https.");
    }

    [Theory]
    [InlineData(401, null, "requires a function key")]
    [InlineData(401, "--key", "rejects this function key")]
    [InlineData(403, "--token", "rejects this token")]
    [InlineData(302, null, "az account get-access-token")]
    [InlineData(308, null, "must begin with https")]
    [InlineData(500, null, "can be repeated")]
    [InlineData(405, null, "405")]
    public async Task A_failed_request_is_explained_with_what_to_do(int status, string? pass, string said)
    {
        await using var receiver = await FakeReceiver.StartAsync();
        receiver.Answers["dead-letters"] = _ => Results.StatusCode(status);
        using var shell = new Shell();

        (await shell.RunAsync(["dead", "--url", receiver.Url, .. pass is null ? Array.Empty<string>() : [pass, "x"]])).ShouldBe(1);

        shell.Error.ShouldContain(said);
        shell.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("events", "--all", "--limit", "3")]
    [InlineData("events", "--status", "Dead")]
    [InlineData("events", "--since", "2 weeks")]
    [InlineData("tail", "--lines", "201")]
    [InlineData("tail", "--every", "0")]
    [InlineData("overview", "--span", "year")]
    [InlineData("note", "evt_1", "  ", "--source", "lab")]
    [InlineData("note", "evt_1", "text")]
    [InlineData("status", "clear", "camera", "c", "--sorce", "lab")]
    [InlineData("completion", "tcsh")]
    public async Task Unusable_arguments_end_with_2_and_a_way_on(params string[] args)
    {
        using var shell = new Shell();

        (await shell.RunAsync(args)).ShouldBe(2);

        shell.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_error_names_the_whole_path_of_a_verb_for_help()
    {
        using var shell = new Shell();

        (await shell.RunAsync("status", "clear", "--sorce", "x")).ShouldBe(2);

        shell.Error.ShouldContain("Try 'hook status clear --help'.");
    }

    [Fact]
    public async Task Times_may_be_given_as_how_long_ago()
    {
        await using var receiver = (await FakeReceiver.StartAsync()).On("log", """{"at":"2026-03-04T05:06:07Z","lines":[],"continue":null,"searched_to":null}""");
        using var shell = new Shell();

        (await shell.RunAsync("events", "--since", "2h", "--before", "15m", "--status", "refused", "--text", "a&b", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        var (path, _, _, _) = receiver.Asked.ShouldHaveSingleItem();
        Uri.UnescapeDataString(path).ShouldContain("since=2026-03-04T03:06:07.0000000+00:00&before=2026-03-04T04:51:07.0000000+00:00");
        path.ShouldContain("text=a%26b");
    }
}
