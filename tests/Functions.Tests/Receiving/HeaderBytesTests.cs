using System.Text;
using System.Text.Json;
using Functions.Tests.Notifying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Receiving;

// HTTP allows bytes beyond ASCII in the value of a header, in no encoding that it names. https://www.rfc-editor.org/rfc/rfc9110#section-5.5
public sealed class HeaderBytesTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("X-Unrelated")]
    [InlineData("User-Agent")]
    [InlineData("Cookie")]
    public async Task A_byte_beyond_ascii_in_a_header_that_no_signature_covers_changes_nothing(string header)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        (await PostAsync(app, From.Valara(), $"{header}: J\u00f6rg \u0085")).ShouldStartWith("HTTP/1.1 202");

        (await app.ProcessAsync()).ShouldBe(1);
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }

    [AzuriteTheory]
    [InlineData("J\u00f6rg", "J\u00f6rg")]
    [InlineData("J\u00c3\u00b6rg", "J\u00f6rg")]
    [InlineData("\u00e6\u0097\u00a5", "日")]
    public async Task Headers_are_kept_as_the_text_that_their_bytes_are(string latin1, string kept)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        (await PostAsync(app, From.Valara(), $"User-Agent: {latin1}")).ShouldStartWith("HTTP/1.1 202");

        var id = (await app.RowsAsync("valara", "e|")).Single().GetString("EventId");
        var shown = await app.Http.GetStringAsync($"operator/events/valara?id={id}");
        JsonDocument.Parse(shown).RootElement.GetProperty("headers").ToString().ShouldContain(kept);
    }

    [AzuriteFact]
    public async Task A_refused_delivery_with_such_a_header_is_kept_and_shown()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        (await PostAsync(app, From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)), "X-Unrelated: J\u00f6rg")).ShouldStartWith("HTTP/1.1 401");

        await Eventually.Async(async () => (await app.Http.GetStringAsync("operator/refused?source=valara")).Contains("signature_invalid", StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task A_content_type_beyond_ascii_is_forwarded()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Forwarding__crm__Url"] = endpoint.Url, ["Forwarding__crm__Secret"] = From.ReferenceSecret });

        (await PostAsync(app, From.StandardWebhooks().Without("Content-Type").WithBody("""{"type":"größe.geändert"}"""), "Content-Type: text/\u00f6")).ShouldStartWith("HTTP/1.1 202");
        await app.ProcessAsync();

        var copy = endpoint.Received.Single();
        copy.Headers.Find("Content-Type").ShouldBe("text/%C3%B6");
        copy.Headers.Find("X-Forwarded-Event-Type").ShouldBe("gr%C3%B6%C3%9Fe.ge%C3%A4ndert");
        Encoding.UTF8.GetString(copy.Body.Span).ShouldBe("""{"type":"größe.geändert"}""");
    }

    [AzuriteTheory]
    [InlineData("X-Unrelated: a\0b")]
    [InlineData("no colon")]
    public async Task What_the_server_itself_rejects_leaves_few_lines_without_its_text(string header)
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), overrides: services => services.AddSingleton<ILoggerProvider>(log));

        foreach (var _ in Enumerable.Range(0, 100))
        {
            (await PostAsync(app, From.Valara(), header)).ShouldStartWith("HTTP/1.1 400");
        }

        var lines = log.Collector.GetSnapshot().Where(line => line.Message.Contains("400", StringComparison.Ordinal)).ToArray();
        lines.Length.ShouldBeInRange(1, 75);
        lines.ShouldAllBe(line => line.Level == LogLevel.Warning && !line.Message.Contains("no colon", StringComparison.Ordinal) && !line.Message.Contains("a\\x00b", StringComparison.Ordinal));
    }

    private static async Task<string> PostAsync(ReceiverApp app, SignedDelivery delivery, string header)
    {
        var name = header.Split(':')[0];
        await using var request = await RawRequest.BeginAsync(app, delivery.Without(name), $"Content-Length: {delivery.Body.Length}\r\n{header}");
        await request.SendAsync(delivery.Body);
        return await request.AnswerAsync();
    }
}
