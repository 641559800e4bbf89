using System.Diagnostics;

namespace Cli.Tests;

/// <summary>The script for bash, in a real bash, with the real command.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("hook ov", "overview")]
    [InlineData("hook events --sta", "--status")]
    [InlineData("hook events --status De", "DeadLettered")]
    [InlineData("hook overview --span w", "week")]
    [InlineData("hook status cl", "clear")]
    [InlineData("hook completion f", "fish")]
    [InlineData("hook presets sh", "show")]
    [InlineData("hook presets show shopify-", "shopify-events")]
    [InlineData("hook new shop --preset shopify-", "shopify-events")]
    [InlineData("hook new shop --print b", "bicep")]
    public async Task Bash_completes_verbs_options_and_their_values(string line, string completed) =>
        (await CompleteAsync(line)).ShouldBe([completed]);

    [Fact]
    public async Task Bash_offers_every_verb() =>
        (await CompleteAsync("hook ")).ShouldContain("redrive");

    [Theory]
    [InlineData("bash", "complete -o default -F _hook hook")]
    [InlineData("zsh", "compdef _hook hook")]
    [InlineData("fish", "complete -c hook")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName hook")]
    public async Task Every_shell_has_a_script(string shell, string registers)
    {
        using var hook = new Shell();

        (await hook.RunAsync("completion", shell)).ShouldBe(0);

        hook.Output.ShouldContain(registers);
        hook.Output.ShouldContain("[suggest:");
    }

    [Theory]
    [InlineData("hook events --source la", "lab")]
    [InlineData("hook events --type media.r", "media.ready")]
    [InlineData("hook show evt_", "evt_1")]
    [InlineData("hook redrive --source lab evt_d", "evt_dead")]
    [InlineData("hook check --refused re", "refused-1")]
    [InlineData("hook pause forward:c", "crm", "c")]
    [InlineData("hook pause forward:", "crm", "")]
    [InlineData("hook pause forw", "forward:crm")]
    [InlineData("hook notify test te", "team")]
    public async Task Bash_completes_what_the_receiver_has(string line, string completed, string? word = null)
    {
        await using var receiver = await ReceiverAsync();

        (await CompleteAsync(line, receiver.Url, word)).ShouldBe([completed]);
    }

    [Theory]
    [InlineData("show <EVENT-ID>", "--help")]
    [InlineData("show <EVENT-ID> [options]", "show", "--help")]
    [InlineData("send <SOURCE> <EVENT-TYPE>", "--help")]
    public async Task Help_asks_no_receiver_and_names_what_to_give(string said, params string[] arguments)
    {
        await using var receiver = await ReceiverAsync();
        using var hook = new Shell();
        hook.Variables["HOOK_URL"] = receiver.Url;

        (await hook.RunAsync(arguments)).ShouldBe(0);

        hook.Output.ShouldContain(said);
        receiver.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ids_that_a_shell_would_read_as_more_than_a_word_are_not_offered()
    {
        await using var receiver = await ReceiverAsync();

        // Options, besides.
        (await CompleteAsync("hook show ", receiver.Url)).Where(word => word[0] is not ('-' or '/')).ShouldBe(["evt_1"]);
    }

    [Fact]
    public async Task The_next_press_of_the_key_asks_no_receiver()
    {
        using var shell = new Shell();
        await using var receiver = await ReceiverAsync();
        (shell.Variables["HOOK_URL"], shell.Variables["XDG_CACHE_HOME"], shell.Variables["HOOK_COMPLETION_TIMEOUT"]) = (receiver.Url, shell.PathOf("cache"), "60");

        foreach (var _ in Enumerable.Range(0, 3))
        {
            (await shell.RunAsync("[suggest:21]", "hook events --source l")).ShouldBe(0);
            shell.Output.Trim().ShouldBe("lab");
        }

        receiver.Asked.Count.ShouldBe(1);
        await using var other = await ReceiverAsync();
        shell.Variables["HOOK_URL"] = other.Url;
        (await shell.RunAsync("[suggest:21]", "hook events --source l")).ShouldBe(0);
        other.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("hook show e")]
    [InlineData("hook events --source l")]
    [InlineData("hook show e --url nonsense")]
    [InlineData("hook show e --profile none")]
    public async Task Nothing_is_said_when_the_receiver_does_not_answer(string line)
    {
        await using var receiver = await FakeReceiver.StartAsync();
        receiver.Answers["log"] = _ => Microsoft.AspNetCore.Http.Results.StatusCode(500);
        using var shell = new Shell { Variables = { ["HOOK_URL"] = "http://127.0.0.1:9" } };
        foreach (var url in new[] { receiver.Url, "http://127.0.0.1:9", "nonsense" })
        {
            shell.Variables["HOOK_URL"] = url;

            await shell.RunAsync($"[suggest:{line.Length}]", line);

            shell.Error.ShouldBeEmpty();
            shell.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(word => word.StartsWith('-'));
        }
    }

    [Theory]
    [InlineData("hook send la", "lab")]
    [InlineData("hook send lab media.delivery.f", "media.delivery.failed")]
    public async Task Sources_and_types_to_send_are_those_of_the_settings(string line, string completed)
    {
        using var shell = new Shell();
        shell.File("local.settings.json", """{"Values":{"Sources__lab__Scheme":"valara"}}""");

        (await shell.RunAsync($"[suggest:{line.Length}]", line)).ShouldBe(0);

        shell.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldContain(completed);
    }

    private static async Task<FakeReceiver> ReceiverAsync()
    {
        var receiver = (await FakeReceiver.StartAsync())
            .On("sources", """{"sources":[{"name":"lab","scheme":"github","secrets":1,"active_secrets":1,"answers_probes":false,"shards":1,"retention_days":30}]}""")
            .On("channels", """{"channels":[{"name":"team","type":"slack"}]}""")
            .On("handlers", """{"at":"2026-03-04T05:06:07Z","handlers":[{"name":"forward:crm","is_known":true,"paused":null,"is_resuming":false,"waiting":0,"failed":0,"last_success_at":null,"last_error_at":null,"last_error":null}],"more_events":false}""");
        receiver.Answers["log"] = request => Microsoft.AspNetCore.Http.Results.Text(
            $$"""{"at":"2026-03-04T05:06:07Z","lines":[{{string.Join(',', (request.Query["status"].ToString() switch { "Refused" => ["refused-1"], "DeadLettered" => ["evt_dead"], _ => new[] { "evt_1", "$(touch x)", "a b", "~root", "--help", "`id`", "a;b", "a'b" } }).Select(Line))}}],"continue":null,"searched_to":null}""",
            "application/json");
        return receiver;
    }

    private static string Line(string id) =>
        $$"""{"source":"lab","id":"{{id}}","status":"Processed","event_type":"media.ready","received_at":"2026-03-04T05:06:07Z","ended_at":null,"attempts":1,"reason":null,"body_bytes":5}""";

    private static async Task<string[]> CompleteAsync(string line, string? url = null, string? word = null)
    {
        var assembly = typeof(Hook).Assembly.Location;
        var script = $$"""
            hook() { dotnet '{{assembly}}' "$@"; }
            source <(hook completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _hook {{(word is null ? "" : $"hook '{word}'")}}
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOOK_URL"] = url ?? "http://127.0.0.1:9", ["XDG_CACHE_HOME"] = "relative", ["HOME"] = null, ["HOOK_COMPLETION_TIMEOUT"] = "60" },
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        (await bash.StandardError.ReadToEndAsync()).ShouldBeEmpty();
        await bash.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
