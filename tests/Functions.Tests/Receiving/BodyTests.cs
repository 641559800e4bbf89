using System.IO.Compression;
using System.Net;
using System.Text;
using Webhooks;

namespace Functions.Tests.Receiving;

// Bodies and headers as attackers, proxies and odd senders make them: a clear 4xx or the right admission, never a 500.
public sealed class BodyTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(Source.LargestRowBody)]
    public async Task A_body_up_to_the_limit_survives_byte_for_byte(int length)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var body = new byte[length];
        new Random(length).NextBytes(body);

        using var answer = await app.PostAsync(From.StandardWebhooks().WithBody(body));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await KeptBodyAsync(app)).ShouldBe(body);
    }

    [AzuriteFact]
    public async Task A_long_header_of_characters_that_json_escapes_still_fits_the_row()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().With("User-Agent", new string('+', 8000)));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task One_byte_over_the_limit_is_413()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.StandardWebhooks().WithBody(new byte[Source.LargestRowBody + 1]));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"{Source.LargestRowBody} bytes");
    }

    [AzuriteFact]
    public async Task A_chunked_body_is_accepted_and_one_over_the_limit_is_413_all_the_same()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__standard-webhooks__MaxBodyBytes"] = "1000" });
        var fits = From.StandardWebhooks().WithBody(new byte[1000]);
        var exceeds = From.StandardWebhooks().WithBody(new byte[1001]);

        (await RawAsync(app, fits, "Transfer-Encoding: chunked", Chunked(fits.Body))).ShouldStartWith("HTTP/1.1 202");
        (await RawAsync(app, exceeds, "Transfer-Encoding: chunked", Chunked(exceeds.Body))).ShouldStartWith("HTTP/1.1 413");
    }

    [AzuriteTheory]
    [InlineData("Transfer-Encoding: chunked", "zz\r\nab\r\n0\r\n\r\n")]
    [InlineData("Content-Length: -1", "{}")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2", "{}")]
    public async Task A_body_whose_length_is_a_lie_is_a_client_error(string framing, string body)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        var answer = await RawAsync(app, From.StandardWebhooks(), framing, Encoding.ASCII.GetBytes(body));

        answer.ShouldStartWith("HTTP/1.1 400");
        (await app.KindsAsync("standard-webhooks")).ShouldBe("");
    }

    [AzuriteTheory]
    [InlineData("Content-Length: 100000", "{}")]
    [InlineData("Transfer-Encoding: chunked", "5\r\nab")]
    public async Task A_body_that_does_not_come_is_too_slow_and_storage_is_not_blamed(string framing, string body)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__standard-webhooks__BodyDeadline"] = "00:00:01" });

        var answer = await RawAsync(app, From.StandardWebhooks(), framing, Encoding.ASCII.GetBytes(body));

        answer.ShouldStartWith("HTTP/1.1 408");
        answer.ShouldContain("body_too_slow");
        answer.ShouldNotContain("Retry-After");
        (await app.RowsAsync("standard-webhooks")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_shorter_length_than_the_body_gives_the_announced_bytes_and_a_wrong_signature()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = From.StandardWebhooks();

        (await RawAsync(app, delivery, $"Content-Length: {delivery.Body.Length - 1}", delivery.Body)).ShouldStartWith("HTTP/1.1 401");
    }

    [AzuriteTheory]
    [InlineData("valara")]
    [InlineData("novavms")]
    [InlineData("fastpix")]
    public async Task A_signed_body_that_is_no_json_object_is_400_where_the_contract_says_json(string sender)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        foreach (var body in new[] { "not json", "[]", "\"text\"", "{\"a\":1} trailing", "{\"id\":", new string('[', 100_000) })
        {
            using var answer = await app.PostAsync(AdmissionTests.Sender(sender).WithBody(body));

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body[..Math.Min(20, body.Length)]);
        }
    }

    [AzuriteFact]
    public async Task Standard_webhooks_may_carry_anything()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var number = 0;
        foreach (var body in new byte[][] { [], "not json"u8.ToArray(), [0xff, 0xfe, 0x00], Encoding.UTF8.GetBytes(new string('[', 10_000)), "\uFEFF{\"type\":\"a.b\"}"u8.ToArray() })
        {
            using var answer = await app.PostAsync(From.StandardWebhooks().WithBody(body).About($"msg_{number++}"));

            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }
    }

    [AzuriteFact]
    public async Task A_doubled_key_that_admission_reads_is_400()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.FastPix().WithBody("""{"id":"a","type":"x","id":"b"}"""));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("more than once");
    }

    [AzuriteFact]
    public async Task Lines_of_one_signature_header_are_one_list_and_two_signed_times_are_refused()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = From.Envless();
        var framing = $"Content-Length: {delivery.Body.Length}";
        var wrong = "v1," + Convert.ToBase64String(new byte[32]);

        (await RawAsync(app, delivery.WithAlso("webhook-timestamp", "1"), framing, delivery.Body)).ShouldContain("header_repeated");
        var rotated = delivery.With("webhook-signature", wrong).WithAlso("webhook-signature", $"{wrong}, {delivery.Header("webhook-signature")}").WithAlso("Envless-Delivery", "2");
        (await RawAsync(app, rotated, framing, delivery.Body)).ShouldContain("202 Accepted");
        (await app.RowsAsync("envless", "e|")).Single().GetString("Headers").ShouldContain($"{wrong}, {wrong}, v1,");
    }

    [AzuriteFact]
    public async Task A_compressed_body_is_verified_by_its_plain_bytes_where_the_source_allows_it_and_these_are_kept()
    {
        var account = azurite.NewAccount();
        var delivery = From.Valara().With("Content-Encoding", "gzip");
        var compressed = Compressed(delivery.Body);
        var framing = $"Content-Length: {compressed.Length}";
        await using (var app = await ReceiverApp.StartAsync(account))
        {
            var refused = await RawAsync(app, delivery, framing, compressed);
            refused.ShouldContain("signature_invalid");
            refused.ShouldContain("Decompress");
            (await RawAsync(app, From.Envless().With("Content-Encoding", "gzip"), Framing(From.Envless().Body), Compressed(From.Envless().Body))).ShouldContain("202 Accepted");
        }

        await using var allowing = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Decompress"] = "true", ["Sources__valara__MaxBodyBytes"] = "100000" });
        (await RawAsync(allowing, delivery, framing, compressed)).ShouldContain("202 Accepted");
        (await RawAsync(allowing, delivery, Framing(new byte[100_001]), Compressed(new byte[100_001]))).ShouldContain("413");

        var row = (await allowing.RowsAsync("valara", "e|")).Single();
        row.GetBinary("Body00").ShouldBe(delivery.Body);

        static string Framing(byte[] body) => $"Content-Length: {Compressed(body).Length}";
    }

    [AzuriteFact]
    public async Task Headers_of_8_KB_and_strange_content_types_do_no_harm()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var large = await app.PostAsync(From.Envless().With("User-Agent", new string('a', 8192)).With("X-Unrelated", new string('b', 8192)));
        using var strange = await app.PostAsync(From.FastPix().With("Content-Type", "text/html; charset=utf-7").With("Content-Encoding", "gzip"));
        using var signature = await app.PostAsync(From.FastPix().With("FastPix-Signature", new string('A', 8192)));

        large.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        strange.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        signature.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<byte[]> KeptBodyAsync(ReceiverApp app)
    {
        var row = (await app.RowsAsync("standard-webhooks", "e|")).Single();
        return [.. Enumerable.Range(0, 12).SelectMany(chunk => row.GetBinary($"Body{chunk:D2}") ?? [])];
    }

    private static byte[] Chunked(byte[] body) => [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];

    private static byte[] Compressed(byte[] body)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return output.ToArray();
    }

    private static async Task<string> RawAsync(ReceiverApp app, SignedDelivery delivery, string framing, byte[] body)
    {
        await using var request = await RawRequest.BeginAsync(app, delivery, framing);
        await request.SendAsync(body);
        return await request.AnswerAsync();
    }
}
