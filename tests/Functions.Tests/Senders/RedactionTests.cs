using Azure.Data.Tables;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Senders;

// Whatever the system writes for people to read is searched for what must not be in it. The ledger's body is not: it is what was signed.
public sealed class RedactionTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string StreamKey = "sk-5b8d17e2";
    private const string SrtSecret = "srt-99f1c04a";
    private const string Phone = "555-0142-77";

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
