using System.Net;
using System.Text;
using Functions.Tests.Notifying;
using Functions.Tests.Operating;

namespace Functions.Tests.Senders;

// A sender's bugs cost a field, never an event: what can be read of its body is stored, processed, shown, notified and forwarded.
public sealed class OddBodyTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, byte[]> Members = new()
    {
        ["an unpaired surrogate"] = "\"odd\":\"caf\\ud83d\""u8.ToArray(),
        ["an unpaired surrogate in a key"] = "\"odd\\ud83d\":1"u8.ToArray(),
        ["Latin-1"] = [.. "\"odd\":\"caf"u8, 0xE9, .. "\""u8],
        ["a doubled key"] = "\"odd\":1,\"odd\":\"2\""u8.ToArray(),
        ["300 levels"] = Encoding.UTF8.GetBytes("\"odd\":" + Deep(300)),
        ["100,000 levels"] = Encoding.UTF8.GetBytes("\"odd\":" + Deep(100_000)),
        ["a huge number"] = "\"odd\":1e400"u8.ToArray(),
    };

    public static TheoryData<string> Odd => [.. Members.Keys];

    [AzuriteTheory, MemberData(nameof(Odd))]
    public async Task What_nobody_reads_changes_nothing_for_what_is_read(string odd)
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        var settings = NotifiedQueue.Channel;
        settings["Forwarding__crm__Url"] = endpoint.Url;
        settings["Forwarding__crm__Secret"] = From.ReferenceSecret;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings);
        var plain = SenderHandlingTests.Failed("deliver_1");
        var sent = plain.WithBody([.. plain.Body[..^1], (byte)',', .. Members[odd], (byte)'}']);

        (await app.PostAsync(sent)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.ProcessAsync();

        var notice = (await app.NotifiedAsync()).Single().Notice;
        $"{notice.Title} {notice.What}".ShouldContain("abc1234");
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
        endpoint.Received.Single().Body.ToArray().ShouldBe(sent.Body);
        var body = (string)(await app.AskAsync("events/valara?id=evt_deliver_1"))["body"]!;
        body.ShouldContain("abc1234");
        body.ShouldContain("odd");
        var hook = new HookShell(app);
        (await hook.RunAsync("show", "evt_deliver_1", "--source", "valara")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("abc1234");
    }

    [AzuriteFact]
    public async Task A_type_that_no_header_can_carry_is_forwarded_too()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new()
        {
            ["Forwarding__crm__Url"] = endpoint.Url,
            ["Forwarding__crm__Secret"] = From.ReferenceSecret,
        });
        var sent = From.StandardWebhooks().WithBody("""{"type":"größe.\ud83d"}""");
        (await app.PostAsync(sent)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await app.ProcessAsync();

        endpoint.Received.Single().Headers.Find("X-Forwarded-Event-Type").ShouldBe("gr%C3%B6%C3%9Fe.%EF%BF%BD");
        endpoint.Received.Single().Body.ToArray().ShouldBe(sent.Body);
    }

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
