using Functions.Tests.Notifying;
using Webhooks.Events;
using Webhooks.Forwarding;
using Webhooks.Signatures.Secrets;

namespace Functions.Tests.Forwarding;

public sealed class ForwardHandlerTests
{
    private static readonly LedgerEvent Event = new()
    {
        Key = new EventKey("lab", null, "evt_1"),
        EventType = "job.done",
        Body = """{"id":"evt_1"}"""u8.ToArray(),
        Headers = [new("User-Agent", "Lab/1"), new("content-type", "application/cloudevents+json")],
        ReceivedAt = SignedDelivery.Noon,
        Status = EventStatus.Pending,
        Attempts = 3,
        Version = "1",
    };

    [Theory]
    [InlineData(200, null)]
    [InlineData(299, null)]
    [InlineData(300, false)]
    [InlineData(399, false)]
    [InlineData(400, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(408, false)]
    [InlineData(409, false)]
    [InlineData(410, true)]
    [InlineData(429, false)]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public async Task What_the_address_refuses_for_what_it_is_is_not_sent_again(int status, bool? isFinal)
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        endpoint.AnswerWith(status);

        var failure = await Record.ExceptionAsync(() => SendAsync(endpoint, Event));

        (failure is null ? null : (bool?)(failure is PermanentFailureException)).ShouldBe(isFinal);
        failure?.Message.ShouldBe($"Forwarding to 'crm': the address answered {status}.");
    }

    [Fact]
    public async Task A_copy_says_where_it_comes_from()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();

        await SendAsync(endpoint, Event);

        var copy = endpoint.Received.Single();
        copy.Headers.Find("webhook-id").ShouldBe("lab:evt_1");
        copy.Headers.Find("webhook-timestamp").ShouldBe($"{SignedDelivery.Noon.ToUnixTimeSeconds()}");
        copy.Headers.Find("X-Forwarded-Source").ShouldBe("lab");
        copy.Headers.Find("X-Forwarded-Event-Type").ShouldBe("job.done");
        copy.Headers.Find("X-Forwarded-Attempt").ShouldBe("3");
        copy.Headers.Find("Content-Type").ShouldBe("application/cloudevents+json");
        copy.Headers.Find("User-Agent").ShouldBeNull();
    }

    [Theory]
    [InlineData("A-z_9:1", "lab:A-z_9:1")]
    [InlineData("evt.1", "lab:sha256:")]
    [InlineData("jörg", "lab:sha256:")]
    [InlineData("a b", "lab:sha256:")]
    [InlineData("a\u0001b", "lab:sha256:")]
    [InlineData("日本", "lab:sha256:")]
    public async Task An_id_that_a_header_cannot_carry_is_replaced_by_its_hash(string id, string sent)
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();

        await SendAsync(endpoint, Event with { Key = new EventKey("lab", null, id), Headers = [] });
        await SendAsync(endpoint, Event with { Key = new EventKey("lab", null, id), Headers = [] });

        var ids = endpoint.Received.Select(copy => copy.Headers.Find("webhook-id")!).ToList();
        ids[0].ShouldStartWith(sent);
        ids[1].ShouldBe(ids[0]);
        endpoint.Received.First().Headers.Find("Content-Type").ShouldBe("application/json");
    }

    [Theory]
    [InlineData("job.done", "job.done")]
    [InlineData("jörg.done", "j%C3%B6rg.done")]
    [InlineData("日本", "%E6%97%A5%E6%9C%AC")]
    [InlineData("🪝", "%F0%9F%AA%9D")]
    [InlineData("a b", "a%20b")]
    [InlineData("100% \"sure\"", "100%25%20%22sure%22")]
    [InlineData("a\u0001b\u007f\u0085", "a%01b%7F%C2%85")]
    [InlineData("a\r\nX-Forwarded-Source: other", "a%0D%0AX-Forwarded-Source:%20other")]
    [InlineData("", "")]
    public async Task A_type_of_any_characters_is_sent_percent_encoded_and_the_body_untouched(string type, string sent)
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();

        await SendAsync(endpoint, Event with { EventType = type });

        var copy = endpoint.Received.Single();
        (copy.Headers.Find("X-Forwarded-Event-Type") ?? "").ShouldBe(sent);
        Uri.UnescapeDataString(sent).ShouldBe(type);
        copy.Headers.Find("X-Forwarded-Source").ShouldBe("lab");
        copy.Body.ToArray().ShouldBe(Event.Body.ToArray());
    }

    [Theory]
    [InlineData(129)]
    [InlineData(1024)]
    public async Task A_long_type_is_sent_whole(int length)
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();

        await SendAsync(endpoint, Event with { EventType = new string('x', length) });

        endpoint.Received.Single().Headers.Find("X-Forwarded-Event-Type").ShouldBe(new string('x', length));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", "application/json; charset=utf-8")]
    [InlineData("application/json; name=\"jörg 100%\"", "application/json; name=\"j%C3%B6rg 100%\"")]
    [InlineData("text/日本", "text/%E6%97%A5%E6%9C%AC")]
    [InlineData("text/plain\u0001", "text/plain%01")]
    [InlineData("text/plain\r\nX-Forwarded-Source: other", "text/plain%0D%0AX-Forwarded-Source: other")]
    [InlineData("", "application/json")]
    [InlineData(" ", "application/json")]
    public async Task A_content_type_of_any_characters_is_sent_and_cannot_add_a_header(string contentType, string sent)
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();

        await SendAsync(endpoint, Event with { Headers = [new("Content-Type", contentType)] });

        var copy = endpoint.Received.Single();
        copy.Headers.Find("Content-Type").ShouldBe(sent);
        copy.Headers.Find("X-Forwarded-Source").ShouldBe("lab");
        copy.Body.ToArray().ShouldBe(Event.Body.ToArray());
    }

    [Theory]
    [InlineData("lab", "job.done", true)]
    [InlineData("other", "job.done", false)]
    [InlineData("lab", "JOB.failed", true)]
    [InlineData("lab", "Exact", true)]
    [InlineData("lab", "exactly", false)]
    [InlineData("lab", "jobs", false)]
    public void Sources_and_types_choose_what_is_sent_on(string source, string type, bool chosen)
    {
        var found = Event with { Key = new EventKey(source, null, "evt_1"), EventType = type };

        Handler("https://crm.example.com", ["lab"], ["job.*", "exact"]).Handles(found).ShouldBe(chosen);
        Handler("https://crm.example.com", [], []).Handles(found).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_there_and_nobody_answering_are_failures_that_name_the_address_by_its_setting()
    {
        var nobody = await Should.ThrowAsync<HttpRequestException>(() => Handler("http://127.0.0.1:1/secret-path").HandleAsync(Event, CancellationToken.None));
        nobody.Message.ShouldStartWith("Forwarding to 'crm': ");
        nobody.Message.ShouldNotContain("secret-path");

        await using var endpoint = await ChannelEndpoint.StartAsync();
        endpoint.Answer = context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        (await Should.ThrowAsync<TimeoutException>(() => Handler(endpoint.Url, timeout: TimeSpan.FromSeconds(1)).HandleAsync(Event, CancellationToken.None))).Message.ShouldBe("Forwarding to 'crm': no answer within 00:00:01.");

        // Who stops the app is not the address that took too long.
        using var cancellationToken = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<OperationCanceledException>(() => Handler(endpoint.Url).HandleAsync(Event, cancellationToken.Token));
    }

    private static Task SendAsync(ChannelEndpoint endpoint, LedgerEvent found) => Handler(endpoint.Url).HandleAsync(found, CancellationToken.None);

    private static ForwardHandler Handler(string url, IReadOnlyList<string>? sources = null, IReadOnlyList<string>? types = null, TimeSpan? timeout = null) => new(
        new ForwardingOptions
        {
            Name = "crm",
            Url = new Uri(url),
            Secret = Secret.Read(From.ReferenceSecret, [KeyForm.Whsec], out _)!,
            Sources = sources ?? [],
            Types = types ?? [],
            Timeout = timeout ?? TimeSpan.FromMinutes(1),
        },
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }),
        new ManualClock(SignedDelivery.Noon));
}
