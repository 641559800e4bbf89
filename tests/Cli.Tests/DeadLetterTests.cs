using System.Text.Json.Nodes;

namespace Cli.Tests;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task The_list_is_filtered_as_a_redrive_is()
    {
        await using var receiver = (await FakeReceiver.StartAsync()).On("dead-letters", FakeReceiver.NoDeadLetters);
        using var shell = new Shell();

        (await shell.RunAsync("dead", "--type", "a.b", "--error", "time out", "--since", "2h", "--before", "15m", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        var query = Uri.UnescapeDataString(receiver.Asked.First().Path);
        query.ShouldContain("type=a.b&error=time out&since=2026-03-04T03:06:07.0000000+00:00&before=2026-03-04T04:51:07.0000000+00:00");
    }

    [Theory]
    [InlineData("--type", "a.b")]
    [InlineData("--error", "x")]
    [InlineData("--since", "2h")]
    [InlineData("--before", "2h")]
    public async Task One_event_excludes_a_filter(string option, string value)
    {
        using var shell = new Shell();

        (await shell.RunAsync("dead", "evt_1", "--source", "lab", option, value)).ShouldBe(2);

        shell.Error.ShouldContain("EVENT-ID");
    }

    [Theory]
    [InlineData("Dead letters: 1,002+ (lab 1,000+, shop 2). `hook dead` lists them.", 1000, true, 2)]
    [InlineData("Dead letters: 1 (shop 1). `hook dead` lists them.", 0, false, 1)]
    [InlineData("No dead letters.", 0, false, 0)]
    public async Task The_overview_counts_dead_letters_over_all_sources(string said, int lab, bool more, int shop)
    {
        await using var receiver = (await FakeReceiver.StartAsync())
            .On("overview", $$"""{"at":"2026-03-04T05:06:07Z","span":"hour","step_seconds":60,"sources":[{{Source("lab", lab, more)}},{{Source("shop", shop, false)}}],"paused_handlers":[{"name":"crm","since":"2026-03-04T05:06:07Z","by":"ada","note":"maintenance"}]}""");
        using var shell = new Shell();

        (await shell.RunAsync("overview", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        shell.Output.ShouldContain(said);
        shell.Output.ShouldContain("Handler crm is paused since 2026-03-04 05:06:07Z by ada: maintenance");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1112, true)]
    public async Task The_overview_says_what_a_source_that_was_moved_passes_on(int passedOn, bool isSaid)
    {
        await using var receiver = (await FakeReceiver.StartAsync())
            .On("overview", $$"""{"at":"2026-03-04T05:06:07Z","span":"hour","step_seconds":60,"sources":[{{Source("lab", 0, false, passedOn)}}],"paused_handlers":[]}""");
        using var shell = new Shell();

        (await shell.RunAsync("overview", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        shell.Output.Contains("lab: 1,112 passed on to the receiver that it was moved to, see `hook drained lab`", StringComparison.Ordinal).ShouldBe(isSaid);
        shell.Output.Contains("passed on", StringComparison.Ordinal).ShouldBe(isSaid);
    }

    [Fact]
    public async Task Json_lines_are_readable()
    {
        var error = JsonValue.Create("can't <open> é \u202E & \u2028")!.ToJsonString();
        await using var receiver = (await FakeReceiver.StartAsync())
            .On("dead-letters", $$"""{"dead_letters":[{"source":"lab","event_id":"e","event_type":"t","attempts":1,"times_redriven":0,"received_at":"2026-03-04T05:06:07Z","dead_at":"2026-03-04T05:06:07Z","last_error":{{error}}}],"continue":null}""");
        using var shell = new Shell();

        (await shell.RunAsync("dead", "--json", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        shell.Output.ShouldContain("can't <open> é ");
        shell.Output.ShouldContain(" & ");
        shell.Output.ShouldNotContain("\u202E");
        shell.Output.ShouldNotContain("\u2028");
        ((string)JsonNode.Parse(shell.Output)!["last_error"]!).ShouldBe("can't <open> é \u202E & \u2028");
    }

    private static string Source(string name, int dead, bool more, int passedOn = 0) =>
        $$"""
        {"source":"{{name}}","scheme":"valara","total":{"accepted":0,"duplicates":0,"replayed":0,"probes":0,"passed_on":{{passedOn}},"unavailable":0,"refused":{},"processed":0,"postponed":0,"dead_lettered":0},
        "points":[],"lag":null,"skew":null,"backlog":{"waiting":0,"more_waiting":false,"oldest_seconds":null,"dead":{{dead}},"more_dead":{{(more ? "true" : "false")}}},"wrong":0,"secrets":[]}
        """;
}
