using System.IO.Compression;
using System.Net;
using System.Text;
using Webhooks;

namespace Functions.Tests.Receiving;

// Bodies that no row can hold: kept as a blob before the row that points to it.
public sealed class LargeBodyTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData(LargeBodies.Beyond)]
    [InlineData(5 * 1024 * 1024)]
    [InlineData(Source.LargestBody)]
    public async Task A_body_over_what_a_row_holds_is_accepted_and_processed_byte_for_byte(int length)
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed, handler);
        var delivery = LargeBodies.Delivery(length);

        using var answer = await app.PostAsync(delivery);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.KindsAsync(LargeBodies.Source)).ShouldBe("e p");
        await app.ProcessAsync();
        handler.Calls.Single().Body.Span.SequenceEqual(delivery.Body).ShouldBeTrue();
        (await app.KindsAsync(LargeBodies.Source)).ShouldBe("e t");
        var row = (await app.RowsAsync(LargeBodies.Source, "e|")).Single();
        (row.GetInt32("BodyLength"), row.GetString("Status"), row.ContainsKey("Body00")).ShouldBe((length, "Processed", false));
        (await app.Bodies.GetBlobClient(row.GetString("BodyBlob")).DownloadContentAsync()).Value.Content.ToMemory().Span.SequenceEqual(delivery.Body).ShouldBeTrue();
    }

    [AzuriteFact]
    public async Task A_body_that_a_row_holds_stays_in_the_row()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed);

        using var answer = await app.PostAsync(LargeBodies.Delivery(Source.LargestRowBody));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.BlobsAsync()).ShouldBeEmpty();
        (await app.RowsAsync(LargeBodies.Source, "e|")).Single().GetBinary("Body11").Length.ShouldBe(64 * 1024);
    }

    [AzuriteTheory]
    [InlineData("Content-Length: 2000001")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task One_byte_over_the_limit_is_413_and_leaves_nothing(string framing)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__standard-webhooks__MaxBodyBytes"] = "2000000" });
        var delivery = LargeBodies.Delivery(2_000_001);

        (await RawAsync(app, delivery, framing)).ShouldStartWith("HTTP/1.1 413");

        (await app.BlobsAsync()).ShouldBeEmpty();
        (await app.KindsAsync(LargeBodies.Source)).ShouldBe("");
    }

    [AzuriteFact]
    public async Task A_body_of_unannounced_length_is_accepted_up_to_the_limit()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__standard-webhooks__MaxBodyBytes"] = "2000000" });
        var delivery = LargeBodies.Delivery(2_000_000);

        (await RawAsync(app, delivery, "Transfer-Encoding: chunked")).ShouldStartWith("HTTP/1.1 202");

        var blob = await app.Bodies.GetBlobClient((await app.BlobsAsync()).Single()).DownloadContentAsync();
        blob.Value.Content.ToMemory().Span.SequenceEqual(delivery.Body).ShouldBeTrue();
    }

    [AzuriteFact]
    public async Task A_wrong_signature_over_a_large_body_writes_no_blob()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed);

        using var answer = await app.PostAsync(LargeBodies.Delivery().With("webhook-signature", "v1," + Convert.ToBase64String(new byte[32])));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.BlobsAsync()).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_repeat_is_a_duplicate_and_its_body_is_not_sent_to_storage_again()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, LargeBodies.Allowed);
        (await app.PostAsync(LargeBodies.Delivery())).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var toBlobs = 0;
        storage.Do(request =>
        {
            toBlobs += storage.IsOfBlobs(request) ? 1 : 0;
            return Fault.None;
        });

        using var repeat = await app.PostAsync(LargeBodies.Delivery());

        (repeat.StatusCode, toBlobs).ShouldBe((HttpStatusCode.OK, 0));
    }

    [AzuriteFact]
    public async Task Of_copies_that_come_at_once_one_is_the_event_and_no_blob_of_the_others_lasts()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), LargeBodies.Allowed);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.PostAsync(LargeBodies.Delivery())));
        await app.ProcessAsync();
        app.Clock.Advance(TimeSpan.FromHours(25));
        await app.SweepAsync();

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(5);
        (await app.BlobsAsync()).ShouldBe([(await app.RowsAsync(LargeBodies.Source, "e|")).Single().GetString("BodyBlob")]);
        (await app.RowsAsync(LargeBodies.Source, "x|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_replayed_nonce_is_409_for_a_large_body_too()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__MaxBodyBytes"] = "5000000" });
        var delivery = From.Valara().WithBody(body => body["data"]!["note"] = new string('x', LargeBodies.Beyond));

        using var first = await app.PostAsync(delivery);
        using var second = await app.PostAsync(delivery);

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Conflict));
        (await app.BlobsAsync()).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_small_compressed_body_that_becomes_large_is_kept_as_a_blob_in_plain()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(LargeBodies.Allowed) { ["Sources__standard-webhooks__Decompress"] = "true" }, handler);
        var delivery = From.StandardWebhooks().WithBody(Encoding.UTF8.GetBytes(new string('a', 3_000_000))).With("Content-Encoding", "gzip");
        using var compressed = new MemoryStream();
        await using (var stream = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await stream.WriteAsync(delivery.Body);
        }

        await using var request = await RawRequest.BeginAsync(app, delivery, $"Content-Length: {compressed.Length}");
        await request.SendAsync(compressed.ToArray());

        (await request.AnswerAsync()).ShouldStartWith("HTTP/1.1 202");
        (await app.BlobsAsync()).Count.ShouldBe(1);
        await app.ProcessAsync();
        handler.Calls.Single().Body.Span.SequenceEqual(delivery.Body).ShouldBeTrue();
    }

    private static async Task<string> RawAsync(ReceiverApp app, SignedDelivery delivery, string framing)
    {
        await using var request = await RawRequest.BeginAsync(app, delivery, framing);
        var isChunked = framing.Contains("chunked", StringComparison.Ordinal);
        // Who is refused early may find the connection closed while it still sends.
        await Record.ExceptionAsync(() => request.SendAsync(isChunked ? [.. Encoding.ASCII.GetBytes($"{delivery.Body.Length:x}\r\n"), .. delivery.Body, .. "\r\n0\r\n\r\n"u8] : delivery.Body));
        return await request.AnswerAsync();
    }
}
