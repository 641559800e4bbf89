using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Cli.Rendering;
using Microsoft.AspNetCore.Http;

namespace Cli.Tests;

public sealed class TailTests : IDisposable
{
    private readonly CancellationTokenSource interrupt = new();
    private readonly Lines output = new();
    private readonly Lines errors = new();

    [Fact]
    public async Task It_outlives_a_restart_of_the_receiver_and_says_so()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var receiver = (await FakeReceiver.StartAsync(url)).On("log", Page("evt_1"));
        var tail = TailAsync(url);
        await output.ShowAsync("evt_1");
        await receiver.DisposeAsync();
        await errors.ShowAsync("Waiting for it");

        await using var again = (await FakeReceiver.StartAsync(url)).On("log", Page("evt_2", "evt_1"));
        await output.ShowAsync("evt_2");
        await interrupt.CancelAsync();

        (await tail).ShouldBe(0);
        errors.Text.ShouldContain("The receiver answers again.");
        errors.Text.Split("Waiting for it").Length.ShouldBe(2);
        output.Text.Split("evt_1").Length.ShouldBe(2);
    }

    [Fact]
    public async Task It_polls_with_the_tag_of_the_last_answer_and_shows_another_status_as_another_line()
    {
        await using var receiver = await FakeReceiver.StartAsync();
        var status = "Pending";
        receiver.Answers["log"] = request =>
        {
            var tag = $"W/\"{status}\"";
            request.HttpContext.Response.Headers.ETag = tag;
            return request.Headers.IfNoneMatch == tag ? Results.StatusCode(304) : Results.Text(Page("evt_1").Replace("Processed", status, StringComparison.Ordinal), "application/json");
        };
        var tail = TailAsync(receiver.Url, "--json");
        await output.ShowAsync("Pending");
        await Until(() => receiver.Asked.Count > 2);

        status = "Processed";
        await output.ShowAsync("Processed");
        await interrupt.CancelAsync();

        (await tail).ShouldBe(0);
        receiver.Asked.Skip(1).First().Tag.ShouldBe("W/\"Pending\"");
        output.Text.TrimEnd().Split(Environment.NewLine).Select(line => (string)JsonNode.Parse(line)!["status"]!).ShouldBe(["Pending", "Processed"]);
    }

    [Fact]
    public async Task More_than_a_page_since_the_last_look_is_read_back_to_where_that_ended()
    {
        await using var receiver = await FakeReceiver.StartAsync();
        var burst = false;
        receiver.Answers["log"] = request => Results.Text(
            !burst ? Page("old") : request.Query.ContainsKey("after") ? Page("evt_1", "old") : Page("evt_3", "evt_2").Replace("\"continue\":null", "\"continue\":\"c\"", StringComparison.Ordinal),
            "application/json");
        var tail = TailAsync(receiver.Url, "--json");
        await output.ShowAsync("old");

        burst = true;
        await output.ShowAsync("evt_3");
        await interrupt.CancelAsync();

        (await tail).ShouldBe(0);
        output.Text.TrimEnd().Split(Environment.NewLine).Select(line => (string)JsonNode.Parse(line)!["id"]!).ShouldBe(["old", "evt_1", "evt_2", "evt_3"]);
    }

    [Fact]
    public async Task A_receiver_that_never_answered_is_not_waited_for() =>
        (await TailAsync($"http://127.0.0.1:{FreePort()}")).ShouldBe(1);

    public void Dispose() => interrupt.Dispose();

    private Task<int> TailAsync(string url, params string[] more) => Task.Run(() => Hook.RunAsync(
        ["tail", "--every", "0.1", "--url", url, .. more],
        new CliContext(output, errors, TextReader.Null, Path.GetTempPath(), new Dictionary<string, string>(), TimeProvider.System) { Terminal = Terminal.None },
        interrupt.Token));

    private static string Page(params string[] ids) => $$"""{"at":"2026-03-04T05:06:07Z","lines":[{{string.Join(',', ids.Select(Line))}}],"continue":null,"searched_to":null}""";

    private static string Line(string id) =>
        $$"""{"source":"lab","id":"{{id}}","status":"Processed","event_type":"a.b","received_at":"2026-03-04T05:06:07Z","ended_at":null,"attempts":1,"reason":null,"body_bytes":5}""";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            tries.ShouldBeLessThan(600);
            await Task.Delay(100);
        }
    }

    /// <summary>Output that is read while it is written.</summary>
    private sealed class Lines : StringWriter
    {
        private readonly Lock gate = new();

        public string Text
        {
            get
            {
                lock (gate)
                {
                    return ToString();
                }
            }
        }

        public Task ShowAsync(string text) => Until(() => Text.Contains(text, StringComparison.Ordinal));

        public override void WriteLine(string? value)
        {
            lock (gate)
            {
                base.WriteLine(value);
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
