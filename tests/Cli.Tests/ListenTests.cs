using System.Text.Json.Nodes;
using Cli.Rendering;
using Microsoft.AspNetCore.Http;

namespace Cli.Tests;

/// <summary>What the tool makes of a receiver's answers; with a real receiver it is tested in Functions.Tests.</summary>
public sealed class ListenTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hook-listen-");
    private readonly List<string?> asked = [];

    [Fact]
    public async Task Pages_are_read_to_the_end_and_the_next_round_begins_where_nothing_can_come_later()
    {
        await using var local = await Endpoint.StartAsync();
        await using var receiver = await StartAsync(
            Page("10", "05", until: "07", "evt_1 06"),
            Page("10", "05", until: null, "evt_2 08"),
            Page("11", "06", until: null, "evt_1 06", "evt_2 08", "evt_0 07"));

        (await RunAsync(receiver, local, "--since", "2026-03-04T05:00:00Z", "--count", "3")).ShouldBe(0);

        Ids(local).ShouldBe(["evt_1", "evt_2", "evt_0"]);
        asked.Skip(1).ShouldBe(["2026-03-04T05:00:00.0000000+00:00", "2026-03-04T05:06:07.0000000+00:00", "2026-03-04T05:06:05.0000000+00:00"]);
    }

    [Fact]
    public async Task A_run_that_follows_asks_from_there_and_leaves_out_what_was_sent()
    {
        await using var local = await Endpoint.StartAsync();
        await using (var first = await StartAsync(Page("10", "05", null, "evt_1 06")))
        {
            (await RunAsync(first, local, "--since", "2026-03-04T05:00:00Z", "--count", "1")).ShouldBe(0);
            first.Answers["arrivals"] = _ => Results.Text(Page("11", "06", null, "evt_1 06", "evt_2 08"), "application/json");

            (await RunAsync(first, local, "--count", "1")).ShouldBe(0);
        }

        Ids(local).ShouldBe(["evt_1", "evt_2"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"since":null,"seen":[]}""")]
    [InlineData("""{"since":"2026-03-04T05:06:00Z","seen":[{"id":"evt_1"}]}""")]
    public async Task A_cursor_that_cannot_be_read_is_begun_anew(string damaged)
    {
        await using var local = await Endpoint.StartAsync();
        await using var receiver = await StartAsync(Page("10", "05", null, "evt_1 06"));
        (await RunAsync(receiver, local, "--since", "2026-03-04T05:00:00Z", "--count", "1")).ShouldBe(0);
        await File.WriteAllTextAsync(CursorFile, damaged);
        asked.Clear();

        (await RunAsync(receiver, local, "--count", "1")).ShouldBe(0);

        asked[0].ShouldBeNull();
        asked[1].ShouldBe("2026-03-04T05:06:10.0000000+00:00");
    }

    [Fact]
    public async Task An_event_that_is_gone_meanwhile_is_said_and_passed_over()
    {
        await using var local = await Endpoint.StartAsync();
        await using var receiver = await StartAsync(Page("10", "05", null, "gone 06", "evt_1 07"));

        (await RunAsync(receiver, local, "--since", "2026-03-04T05:00:00Z", "--count", "1")).ShouldBe(0);

        Ids(local).ShouldBe(["evt_1"]);
        error.ToString().ShouldContain("gone of lab is no longer kept.");
    }

    [Theory]
    [InlineData("localhost:3000")]
    [InlineData("/hooks")]
    [InlineData("ftp://localhost/x")]
    [InlineData("http://me:secret@localhost/x")]
    [InlineData("")]
    public async Task What_is_no_address_is_refused(string to)
    {
        await using var receiver = await StartAsync(Page("10", "05", null));

        (await RunAsync(receiver.Url, to)).ShouldBe(2);

        error.ToString().ShouldContain("--to");
    }

    [Fact]
    public async Task The_cursor_is_for_its_owner_alone()
    {
        await using var local = await Endpoint.StartAsync();
        await using var receiver = await StartAsync(Page("10", "05", null, "evt_1 06"));
        await RunAsync(receiver, local, "--since", "2026-03-04T05:00:00Z", "--count", "1");

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.GetDirectoryName(CursorFile)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string CursorFile => Directory.GetFiles(folder.FullName, "*.json", SearchOption.AllDirectories).Single();

    private readonly StringWriter error = new();

    // The first answer is to the question where to begin; then one page after the other, and the last one again.
    private async Task<FakeReceiver> StartAsync(params string[] pages)
    {
        var receiver = await FakeReceiver.StartAsync();
        receiver.Answers["arrivals"] = request =>
        {
            asked.Add(request.Query["since"]);
            return Results.Text(asked.Count == 1 ? Page("10", "05", null) : pages[Math.Min(asked.Count - 2, pages.Length - 1)], "application/json");
        };
        receiver.Answers["raw/lab"] = request => request.Query["id"] == "gone"
            ? Results.Problem("It is gone.", statusCode: 404, title: "Not found")
            : Results.Text(new JsonObject
            {
                ["source"] = "lab",
                ["id"] = (string?)request.Query["id"],
                ["status"] = "Processed",
                ["event_type"] = "a.b",
                ["received_at"] = "2026-03-04T05:06:06Z",
                ["delivery_id"] = null,
                ["query"] = "",
                ["headers"] = new JsonArray(new JsonObject { ["key"] = "X-Id", ["value"] = (string?)request.Query["id"] }),
                ["body_bytes"] = 2,
                ["body_is_whole"] = true,
                ["body"] = "e30=",
            }.ToJsonString(), "application/json");
        return receiver;
    }

    private Task<int> RunAsync(FakeReceiver receiver, Endpoint local, params string[] more) => RunAsync(receiver.Url, local.Url + "/hooks", [.. more, "--original"]);

    private async Task<int> RunAsync(string receiver, string to, params string[] more)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var context = new CliContext(
            TextWriter.Null, error, TextReader.Null, folder.FullName, new Dictionary<string, string> { ["XDG_STATE_HOME"] = folder.FullName }, TimeProvider.System)
        { Terminal = Terminal.None };
        return await Hook.RunAsync(["listen", "--url", receiver, "--to", to, .. more], context, limit.Token);
    }

    private static IEnumerable<string> Ids(Endpoint local) => local.Received.Select(received => received.Delivery.Headers.Find("X-Id")!);

    private static string Page(string at, string settled, string? until, params string[] events) =>
        $$"""{"at":{{Time(at)}},"settled":{{Time(settled)}},"until":{{(until is null ? "null" : Time(until))}},"lines":[{{string.Join(',', events.Select(Line))}}]}""";

    private static string Line(string text) => text.Split(' ') is [var id, var second]
        ? $$"""{"source":"lab","id":"{{id}}","status":"Processed","event_type":"a.b","received_at":{{Time(second)}},"ended_at":null,"attempts":1,"reason":null,"body_bytes":5}"""
        : "";

    private static string Time(string second) => $"\"2026-03-04T05:06:{second}Z\"";
}
