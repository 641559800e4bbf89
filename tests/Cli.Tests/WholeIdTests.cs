using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cli.Rendering;

namespace Cli.Tests;

/// <summary>An id is copied from the terminal: it is in one piece, whatever the width.</summary>
public sealed partial class WholeIdTests
{
    private static readonly string[] Ids = ["evt_01M7Z7W71TEV744FSXVNP1M8PC", "01a1fe7e-1e5d-7d17-a360-fa8d716f3f58", new string('x', 100)];

    public static TheoryData<string, string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, int>();
            foreach (var verb in new[] { "events", "dead", "refused", "status" })
            {
                foreach (var id in Ids)
                {
                    foreach (var width in new[] { 40, 60, 80, 100, 120, 140, 160, 200 })
                    {
                        cases.Add(verb, id, width);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Ids_are_never_wrapped(string verb, string id, int width)
    {
        using var shell = new Shell { Terminal = new Terminal(Output: true, Error: false, width) };
        await using var receiver = (await FakeReceiver.StartAsync())
            .On("log", $$"""{"at":"2026-03-04T05:06:07Z","lines":[{"source":"novavms","id":"{{id}}","status":"DeadLettered","event_type":"media.delivery.completed","received_at":"2026-03-04T05:06:07Z","ended_at":null,"attempts":8,"reason":"the partner did not answer in time","body_bytes":5}],"continue":null,"searched_to":null}""")
            .On("dead-letters", $$"""{"dead_letters":[{"source":"novavms","event_id":"{{id}}","event_type":"media.delivery.completed","attempts":8,"times_redriven":2,"received_at":"2026-03-04T05:06:07Z","dead_at":"2026-03-04T05:06:07Z","last_error":"the partner did not answer in time"}],"continue":null}""")
            .On("refused", $$"""{"refused":[{"source":"novavms","id":"{{id}}","received_at":"2026-03-04T05:06:07Z","reason":"signature_invalid","detail":"The signature matches no configured secret","size":559,"body_is_whole":true,"headers":[]}],"continue":null}""")
            .On("status", $$$"""{"at":"2026-03-04T05:06:07Z","things":[{"source":"novavms","kind":"camera","id":"{{{id}}}","state":"offline","is_unhealthy":true,"summary":"Camera 7 at the north gate is offline","occurred_at":"2026-03-04T05:06:07Z","changed_at":"2026-03-04T05:06:07Z","count":1,"event_id":"{{{id}}}2","details":{}}],"more":false}""");

        (await shell.RunAsync(verb, "--url", receiver.Url)).ShouldBe(0, shell.Error);

        Escapes().Replace(shell.Output, "").ShouldContain(id);
    }

    [Fact]
    public async Task Lines_end_between_words()
    {
        using var shell = new Shell { Terminal = new Terminal(Output: true, Error: false, 40) };
        await using var receiver = (await FakeReceiver.StartAsync())
            .On("channels/test", """{"tests":[{"channel":"team","type":"slack","outcome":"failed","detail":"Answered 404: the address or the message was rejected, by all."}]}""");

        await shell.RunAsync("notify", "test", "--url", receiver.Url);

        Escapes().Replace(shell.Output, "").ReplaceLineEndings("\n").ShouldBe("team (slack): not sent. Answered 404:\nthe address or the message was rejected,\nby all.\n");
    }

    [Fact]
    public async Task What_takes_over_a_second_says_so_on_a_terminal_and_takes_it_back()
    {
        await using var receiver = await FakeReceiver.StartAsync();
        receiver.Answers["dead-letters"] = _ =>
        {
            Thread.Sleep(2500);
            return Microsoft.AspNetCore.Http.Results.Text(FakeReceiver.NoDeadLetters, "application/json");
        };
        using var shell = new Shell { Terminal = new Terminal(Output: false, Error: true, 80) };
        using var piped = new Shell();

        (await shell.RunAsync("dead", "--url", receiver.Url)).ShouldBe(0);
        (await piped.RunAsync("dead", "--url", receiver.Url)).ShouldBe(0);

        shell.Error.ShouldContain($"Waiting for {receiver.Url}/ 1 s");
        shell.Error.ShouldEndWith("\r\u001b[K");
        shell.Output.ShouldBe(piped.Output);
        piped.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("events")]
    [InlineData("dead")]
    [InlineData("redrive", "--source", "lab")]
    public async Task A_misspelt_type_is_answered_with_the_one_that_is_meant(params string[] verb)
    {
        using var shell = new Shell();
        await using var receiver = (await FakeReceiver.StartAsync()).On("dead-letters", FakeReceiver.NoDeadLetters)
            .On("log", """{"at":"2026-03-04T05:06:07Z","lines":[],"continue":null,"searched_to":null}""")
            .On("redrive/lab", """{"redriven":0,"not_dead":[],"not_found":[],"continue":null,"survey":{"count":0,"oldest":null,"newest":null,"by_type":[],"by_error":[]}}""")
            .On("sources", """{"sources":[{"name":"lab","scheme":"valara","secrets":1,"active_secrets":1,"answers_probes":false,"shards":1,"retention_days":30}]}""");

        (await shell.RunAsync([.. verb, "--type", "media.delivery.complete", "--url", receiver.Url])).ShouldBe(0, shell.Error);
        shell.Error.ShouldContain("Did you mean 'media.delivery.completed'?");
        (await shell.RunAsync([.. verb, "--type", "media.delivery.failed", "--url", receiver.Url])).ShouldBe(0, shell.Error);
        shell.Error.ShouldBeEmpty();
        (await shell.RunAsync([.. verb, "--type", "invented", "--url", receiver.Url])).ShouldBe(0, shell.Error);
        shell.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_misspelt_source_of_the_settings_is_answered_with_the_one_that_is_meant()
    {
        using var shell = new Shell();
        shell.File("local.settings.json", """{"Values":{"Sources__valara__Scheme":"valara"}}""");

        (await shell.RunAsync("send", "valra")).ShouldBe(2);

        shell.Error.ShouldContain("did you mean 'valara'?");
    }

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escapes();
}
