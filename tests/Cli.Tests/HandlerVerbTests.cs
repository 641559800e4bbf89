namespace Cli.Tests;

public sealed class HandlerVerbTests
{
    private const string Crm = """{"name":"crm","is_known":true,"paused":{"since":"2026-03-04T05:06:07Z","by":"ada","note":"until \u001b[2J04:00"},"is_resuming":false,"waiting":12,"failed":1,"last_success_at":null,"last_error_at":"2026-03-04T05:06:07Z","last_error":"IOException: down"}""";

    private const string Old = """{"name":"old","is_known":false,"paused":null,"is_resuming":true,"waiting":0,"failed":0,"last_success_at":null,"last_error_at":null,"last_error":null}""";

    [Fact]
    public async Task Handlers_are_listed_with_who_paused_them_and_counts_that_say_when_they_are_minimums()
    {
        await using var receiver = (await FakeReceiver.StartAsync()).On("handlers", $$"""{"at":"2026-03-04T05:06:07Z","handlers":[{{Crm}},{{Old}}],"more_events":true}""");
        using var shell = new Shell();

        (await shell.RunAsync("handlers", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        shell.Output.ShouldMatch(@"crm +paused since 2026-03-04 05:06:07Z by ada: until .\[2J04:00 +12\+ +1\+ +- +2026-03-04 05:06:07Z  IOException: down");
        shell.Output.ShouldMatch(@"old +resuming \(no longer in the app\)");
        shell.Output.ShouldContain("2 handlers, 1 paused.");
        shell.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Json_has_one_line_for_each_handler()
    {
        await using var receiver = (await FakeReceiver.StartAsync()).On("handlers", $$"""{"at":"2026-03-04T05:06:07Z","handlers":[{{Crm}},{{Old}}],"more_events":false}""");
        using var shell = new Shell();

        (await shell.RunAsync("handlers", "--json", "--url", receiver.Url)).ShouldBe(0, shell.Error);

        shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("pause", "handlers/pause", "until 04:00", "--note", "until 04:00")]
    [InlineData("resume", "handlers/resume", "it is up", "--why", "it is up")]
    public async Task An_order_says_the_handler_who_and_why(string verb, string path, string sent, params string[] options)
    {
        var body = "";
        await using var receiver = await FakeReceiver.StartAsync();
        receiver.Answers[path] = request =>
        {
            using var reader = new StreamReader(request.Body);
            body = reader.ReadToEndAsync().GetAwaiter().GetResult();
            return Microsoft.AspNetCore.Http.Results.Text(Crm, "application/json");
        };
        using var shell = new Shell();

        (await shell.RunAsync([verb, "crm", "--who", "ada", .. options, "--url", receiver.Url])).ShouldBe(0, shell.Error);

        body.ShouldContain("\"handler\":\"crm\"");
        body.ShouldContain("\"who\":\"ada\"");
        body.ShouldContain(sent);
    }

    [Fact]
    public async Task An_id_that_two_sources_have_is_not_resent_by_guess()
    {
        await using var receiver = (await FakeReceiver.StartAsync())
            .On("sources", """{"sources":[{"name":"lab","scheme":"valara","secrets":1,"active_secrets":1,"answers_probes":false,"shards":1,"retention_days":30},{"name":"shop","scheme":"valara","secrets":1,"active_secrets":1,"answers_probes":false,"shards":1,"retention_days":30}]}""")
            .On("events/lab", Event("lab")).On("events/shop", Event("shop"));
        using var shell = new Shell();

        (await shell.RunAsync("resend", "evt_1", "--url", receiver.Url)).ShouldBe(2);

        shell.Error.ShouldContain("--source: lab and shop have an event with this id");
        receiver.Asked.ShouldNotContain(asked => asked.Path.StartsWith("resend", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_handler_and_all_handlers_exclude_each_other()
    {
        using var shell = new Shell();

        (await shell.RunAsync("redrive", "--source", "lab", "--handler", "crm", "--all-handlers")).ShouldBe(2);

        shell.Error.ShouldContain("--all-handlers");
    }

    private static string Event(string source) =>
        $$"""{"source":"{{source}}","event_id":"evt_1","event_type":"t","status":"Processed","attempts":1,"received_at":"2026-03-04T05:06:07Z","occurred_at":null,"next_attempt_at":"2026-03-04T05:06:07Z","delivery_id":null,"secret_fingerprint":null,"last_error":null,"body_bytes":0,"history":[],"content_type":null,"headers":[],"body":"","admission":"","check":"","notifications":[],"handlers":[],"breaches":[],"sections":[]}""";
}
