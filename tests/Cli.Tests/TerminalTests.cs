using System.Text.Json.Nodes;
using Cli.Rendering;

namespace Cli.Tests;

/// <summary>What senders write is shown as it is, in a terminal and elsewhere, and moves nothing.</summary>
public sealed class TerminalTests
{
    private const string Evil = "[red]e\u001b[2J\u001b]0;owned\u0007\u009b1A\u202Egro[/] [link=x]";
    private static readonly Terminal Watched = new(Output: true, Error: false, Width: 400);
    private static readonly string Text = JsonValue.Create(Evil)!.ToJsonString();

    public static TheoryData<string, string, string> Verbs => new()
    {
        { "events", "log", $$"""{"at":"2026-03-04T05:06:07Z","lines":[{{Line("DeadLettered")}}],"continue":null,"searched_to":null}""" },
        { "dead", "dead-letters", $$"""{"dead_letters":[{"source":"lab","event_id":{{Text}},"event_type":{{Text}},"attempts":1,"times_redriven":0,"received_at":"2026-03-04T05:06:07Z","dead_at":"2026-03-04T05:06:07Z","last_error":{{Text}}}],"continue":null}""" },
        { "status", "status", $$$"""{"at":"2026-03-04T05:06:07Z","things":[{"source":"lab","kind":{{{Text}}},"id":{{{Text}}},"state":{{{Text}}},"is_unhealthy":true,"summary":{{{Text}}},"occurred_at":"2026-03-04T05:06:07Z","changed_at":"2026-03-04T05:06:07Z","count":1,"event_id":{{{Text}}},"details":{}}],"more":false}""" },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Escape_sequences_and_markup_of_senders_change_nothing(string verb, string path, string json)
    {
        foreach (var terminal in new[] { Terminal.None, Watched })
        {
            using var shell = new Shell { Terminal = terminal };
            await using var receiver = (await FakeReceiver.StartAsync()).On(path, json);

            (await shell.RunAsync(verb, "--url", receiver.Url)).ShouldBe(0, shell.Error);

            shell.Output.ShouldContain("[red]e\uFFFD[2J\uFFFD]0;owned\uFFFD\uFFFD1A\uFFFDgro[/] [link=x]");
            shell.Output.ShouldNotContain("\u001b[2J");
            shell.Output.ShouldNotContain("\u001b]0");
            shell.Output.ShouldNotContain("\u009b");
            shell.Output.ShouldNotContain("\u202E");
            shell.Output.Contains('\u001b', StringComparison.Ordinal).ShouldBe(terminal.Output);
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Json_lines_hold_the_very_text_and_no_raw_escape(string verb, string path, string json)
    {
        using var shell = new Shell { Terminal = Watched };
        await using var receiver = (await FakeReceiver.StartAsync()).On(path, json);

        (await shell.RunAsync(verb, "--json", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        var line = shell.Output.TrimEnd().Split('\n').ShouldHaveSingleItem();
        var record = JsonNode.Parse(line)!.AsObject();
        ((string?)(record["event_id"] ?? record["id"])).ShouldBe(Evil);
        line.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void Whoever_wants_no_colours_gets_plain_text(string name, string value) =>
        Terminal.OfThisProcess(new Dictionary<string, string> { [name] = value }).ShouldBe(Terminal.None);

    [Fact]
    public async Task Plain_rows_are_one_line_each()
    {
        using var shell = new Shell();
        await using var receiver = (await FakeReceiver.StartAsync()).On("log", Verbs.First()[2].ToString()!);

        (await shell.RunAsync("events", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        var lines = shell.Output.TrimEnd().Split(Environment.NewLine);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("2026-03-04 05:06:07Z  lab  DeadLettered  ");
        lines[1].ShouldBe("1 delivery.");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public async Task However_narrow_the_terminal_names_and_times_stay_whole(int width)
    {
        using var shell = new Shell { Terminal = new Terminal(Output: true, Error: false, width) };
        var line = Verbs.First()[2].ToString()!.Replace("\"lab\"", "\"a-camera-laboratory\"", StringComparison.Ordinal);
        await using var receiver = (await FakeReceiver.StartAsync()).On("log", line);

        (await shell.RunAsync("events", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        shell.Output.ShouldContain("2026-03-04 05:06:07Z");
        shell.Output.ShouldContain("a-camera-laboratory");
        shell.Output.ShouldContain("DeadLettered");
    }

    [Fact]
    public async Task A_bar_is_drawn_on_standard_error_alone()
    {
        using var shell = new Shell { Terminal = new Terminal(Output: false, Error: true, Width: 80) };
        await using var receiver = (await FakeReceiver.StartAsync()).On("log", Verbs.First()[2].ToString()!);

        (await shell.RunAsync("events", "--all", "--json", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        shell.Output.ShouldNotContain("\u001b");
        JsonNode.Parse(shell.Output)!["source"]!.GetValue<string>().ShouldBe("lab");
        shell.Error.ShouldContain("\u001b");
    }

    private static string Line(string status) =>
        $$"""{"source":"lab","id":{{Text}},"status":"{{status}}","event_type":{{Text}},"received_at":"2026-03-04T05:06:07Z","ended_at":"2026-03-04T05:06:09Z","attempts":8,"reason":{{Text}},"body_bytes":5}""";
}
