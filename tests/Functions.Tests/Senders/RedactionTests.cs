using Azure.Data.Tables;
using Functions.Tests.Operating;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.Events;

namespace Functions.Tests.Senders;

// Whatever the system writes for people to read is searched for what must not be in it. The ledger's body is not: it is what was signed.
public sealed class RedactionTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string StreamKey = "sk-5b8d17e2";
    private const string SrtSecret = "srt-99f1c04a";
    private const string Phone = "555-0142-77";
    private const string Planted = "pl4nted-9c1d7e";

    [AzuriteFact]
    public async Task No_stream_key_no_secret_and_nothing_a_source_lists_is_written_anywhere_but_in_the_body()
    {
        using var log = new FakeLoggerProvider();
        var settings = NotifiedQueue.Channel;
        settings["Sources__fastpix__Redact__0"] = "data.contact.phone";
        var handler = new ScriptedHandler((claimed, _) =>
            throw new InvalidOperationException($"push to rtmp://live/{StreamKey}?secret={SrtSecret} for {Phone} failed"));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings, handler, overrides: services => services.AddSingleton<ILoggerProvider>(log));

        await app.PostAsync(From.FastPix().WithBody(
            $$$"""{"type":"video.live_stream.disconnected","object":{"type":"live-stream","id":"s-1"},"id":"evt-1","data":{"streamId":"s-1","status":"idle","streamKey":"{{{StreamKey}}}","srtSecret":"{{{SrtSecret}}}","contact":{"phone":"{{{Phone}}}"}},"createdAt":"2026-11-21T11:59:00Z"}"""));
        foreach (var _ in Enumerable.Range(0, 8))
        {
            await app.ProcessAsync(Webhooks.Events.Envelope.For(new("fastpix", null, "evt-1"), null).Write());
            app.Clock.Advance(TimeSpan.FromHours(8));
        }

        List<string> written = [.. log.Collector.GetSnapshot().Select(line => line.Message + line.Exception), .. await RowsAsync(app.Table), .. await RowsAsync(app.StatusTable), .. (await app.NotifiedAsync()).Select(notification => notification.Write())];
        var everything = string.Join('\n', written);
        everything.ShouldContain("[redacted]");
        everything.ShouldContain("receiver.dead-letter");
        foreach (var secret in new[] { StreamKey, SrtSecret, Phone, From.FastPix().Secret, From.Valara().Secret })
        {
            everything.ShouldNotContain(secret);
        }
    }

    [AzuriteFact]
    public async Task What_a_source_lists_is_in_no_notification_and_not_on_the_board()
    {
        var settings = NotifiedQueue.Channel;
        settings["Sources__valara__Redact__0"] = "data.destination.folder_path";
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings);

        await app.PostAsync(SenderHandlingTests.Failed("deliver_1"));
        await app.ProcessAsync();

        var notified = (await app.NotifiedAsync()).Single().Write();
        notified.ShouldContain("[redacted]");
        notified.ShouldNotContain("/Photos");
        (await RowsAsync(app.StatusTable)).ShouldAllBe(text => !text.Contains("/Photos"));
    }

    // In the body, in a header, in the text of a response that a handler quotes.
    public static TheoryData<string> Bodies => new(
        $$$"""{"detail":"{\"token\":\"{{{Planted}}}\"}"}""",
        $$$"""{"upload":"https://files.example/a?X-Goog-Signature={{{Planted}}}&b=1"}""",
        $$$"""{"a":1}{{{'\n'}}}{"password":"{{{Planted}}}"}""",
        $$$"""{"a":1,"client_secret":"{{{Planted}}}""",
        $"grant=1&client_secret={Planted}",
        $"<a><token>{Planted}</token></a>",
        $"--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{Planted}\r\n--b--");

    [AzuriteTheory, MemberData(nameof(Bodies))]
    public async Task A_secret_in_a_body_of_any_format_is_shown_nowhere(string body)
    {
        using var log = new FakeLoggerProvider();
        var handler = new ScriptedHandler((_, _) => throw new PermanentFailureException($"the camera {Planted} answered 400: {{\"access_token\": \"{Planted}\"}}, sent was {body}"));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, handler, overrides: services => services.AddSingleton<ILoggerProvider>(log));
        var sent = (From.StandardWebhooks() with { Id = "evt-1" }).WithBody(body).With("X-Note", $"token={Planted}").With("User-Agent", $"lab/1 (token {Planted})").With("X-Api-Key", Planted);

        var answer = await (await app.PostAsync(sent)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var refusal = await (await app.PostAsync(sent.With("webhook-signature", "v1,AAAA"))).Content.ReadAsStringAsync();
        await app.ProcessAsync();
        await app.RefusedAsync("standard-webhooks", 1);

        List<string> written = [answer, refusal, .. log.Collector.GetSnapshot().Select(line => line.Message + line.Exception), .. await RowsAsync(app.StatusTable), .. (await app.NotifiedAsync()).Select(notification => notification.Write())];
        written.AddRange((await app.RowsAsync("standard-webhooks")).SelectMany(row => row).Where(cell => cell.Value is string && cell.Key != "Headers").Select(cell => (string)cell.Value));
        var refused = (string)(await app.AskAsync("refused"))["refused"]!.AsArray().Single()!["id"]!;
        foreach (var path in new[] { "log", "dead-letters", "overview", "events/standard-webhooks?id=evt-1", "refused/standard-webhooks?id=" + refused })
        {
            written.Add(await app.Http.GetStringAsync(new Uri("operator/" + path, UriKind.Relative)));
        }

        var hook = new HookShell(app);
        foreach (var verb in new[] { "show evt-1 --source standard-webhooks", "dead evt-1", "events", "refused --headers" })
        {
            (await hook.RunAsync(verb.Split(' '))).ShouldBe(0, hook.Error);
            written.Add(hook.Output);
        }

        written.ShouldAllBe(text => !text.Contains(Planted));
        written.ShouldContain(text => text.Contains("[redacted]"));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TableClient table)
    {
        var values = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter: (string?)null))
        {
            values.AddRange(row.Where(property => property.Value is string).Select(property => (string)property.Value));
        }

        return values;
    }
}
