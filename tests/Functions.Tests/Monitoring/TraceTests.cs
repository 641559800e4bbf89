using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Functions.Tests.Notifying;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Receiving;
using Webhooks.Telemetry;

namespace Functions.Tests.Monitoring;

[Collection(Alone.Collection)]
public sealed class TraceTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Delivery_processing_and_notification_are_one_trace()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        using var spans = new RecordedSpans();
        await using var app = await StartAsync(slack);

        using var answer = await app.PostAsync(From.Valara());
        await app.ProcessAsync();
        await new NotifyingApp(app).DrainAsync();

        slack.Received.Count.ShouldBe(1);
        var received = spans.Single("webhook receive", TelemetryNames.Admission, "Accepted");
        var trace = spans.All.Where(span => span.TraceId == received.TraceId).OrderBy(span => span.StartTimeUtc).ToList();
        trace.Select(span => span.OperationName).ShouldBe(["webhook receive", "webhook process", "webhook notify"]);
        trace[1].ParentSpanId.ShouldBe(received.SpanId);
        trace[1].Status.ShouldBe(ActivityStatusCode.Error);
        trace[2].ParentSpanId.ShouldBe(trace[1].SpanId);
    }

    [AzuriteFact]
    public async Task A_sender_cannot_switch_the_trace_off_or_choose_its_id()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        using var spans = new RecordedSpans();
        await using var app = await StartAsync(slack);

        using var answer = await app.PostAsync(From.Valara().With("traceparent", "00-11111111111111111111111111111111-2222222222222222-00"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var received = spans.Single("webhook receive", TelemetryNames.Admission, "Accepted");
        received.Recorded.ShouldBeTrue();
        received.TraceId.ToString().ShouldNotBe(new string('1', 32));
    }

    [AzuriteFact]
    public async Task Processing_is_linked_to_the_trace_that_the_sender_claims_and_is_no_part_of_it()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        using var spans = new RecordedSpans();
        await using var app = await StartAsync(slack);

        using var answer = await app.PostAsync(From.Valara().With("traceparent", "00-11111111111111111111111111111111-2222222222222222-00"));
        await app.ProcessAsync();

        var processed = spans.Of(spans.Single("webhook receive", TelemetryNames.Admission, "Accepted").TraceId, "webhook process");
        processed.Links.Select(link => $"{link.Context.TraceId}-{link.Context.SpanId}").ShouldBe(["11111111111111111111111111111111-2222222222222222"]);
    }

    // The Functions worker has no span around an HTTP function, and without a collector there is none of ours.
    [AzuriteFact]
    public async Task Where_no_span_is_around_the_delivery_is_linked_by_its_header_alone()
    {
        using var spans = new RecordedSpans();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        await AcceptAsync(app, From.Valara().With("traceparent", "00-33333333333333333333333333333333-4444444444444444-01"));

        var received = spans.All.Single(span => span.Links.Any(link => link.Context.TraceId.ToString() == new string('3', 32)));
        received.OperationName.ShouldBe("webhook receive");
        received.ParentId.ShouldBeNull();
    }

    [AzuriteTheory]
    [InlineData("")]
    [InlineData("00-11111111111111111111111111111111-2222222222222222")]
    [InlineData("00-00000000000000000000000000000000-2222222222222222-01")]
    [InlineData("00-11111111111111111111111111111111-0000000000000000-01")]
    [InlineData("ff-11111111111111111111111111111111-2222222222222222-01")]
    [InlineData("00-1111111111111111111111111111111Z-2222222222222222-01")]
    [InlineData("00-ABCDEFABCDEFABCDEFABCDEFABCDEFAB-2222222222222222-01")]
    [InlineData("00-11111111111111111111111111111111-2222222222222222-01, 00-33333333333333333333333333333333-4444444444444444-01")]
    [InlineData("00-11111111111111111111111111111111-2222222222222222-01", "00-33333333333333333333333333333333-4444444444444444-01")]
    [InlineData("00-11111111111111111111111111111111-2222222222222222-01", "long")]
    public async Task What_is_no_trace_context_changes_nothing(params string[] values)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = values.Select(value => value == "long" ? new string('1', 8000) : value)
            .Aggregate(From.Valara(), (sent, value) => sent.WithAlso("traceparent", value));

        await AcceptAsync(app, delivery);

        (await app.RowsAsync("valara", "e|")).Single().GetString("SenderTrace").ShouldBeNull();
    }

    [AzuriteFact]
    public async Task Spans_hold_no_body_no_signature_and_no_secret()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        using var spans = new RecordedSpans();
        await using var app = await StartAsync(slack);
        var delivery = From.Valara().WithBody(body => body["data"] = new System.Text.Json.Nodes.JsonObject { ["note"] = "only-in-the-body" });

        using var answer = await app.PostAsync(delivery);
        await app.ProcessAsync();
        await new NotifyingApp(app).DrainAsync();

        var texts = spans.All.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.StatusDescription ?? "")).ToList();
        texts.ShouldNotBeEmpty();
        texts.ShouldAllBe(text => !text.Contains("only-in-the-body", StringComparison.Ordinal) && !text.Contains(delivery.Secret, StringComparison.Ordinal));
        texts.ShouldAllBe(text => delivery.Deliver().Headers.SelectMany(header => header.Value).Where(value => value.Length >= 32).All(value => !text.Contains(value, StringComparison.Ordinal)));
    }

    // As the worker does: with header lines as they came, and no span around.
    private static async Task AcceptAsync(ReceiverApp app, SignedDelivery signed)
    {
        var delivery = signed.Deliver();
        Activity.Current = null;
        var admission = await app.Services.GetRequiredService<Receiver>().AdmitAsync(
            new Arrival("valara", delivery.Headers, new MemoryStream(delivery.Body.ToArray()), delivery.Body.Length) { Id = "1" }, CancellationToken.None);
        admission.ShouldBeOfType<Admission.Accepted>();
    }

    private Task<ReceiverApp> StartAsync(ChannelEndpoint slack) => ReceiverApp.StartAsync(
        azurite.NewAccount(), NotifyingApp.Slack(slack), new ScriptedHandler((_, _) => throw new PermanentFailureException("the cloud is full: only-in-the-body")));

    /// <summary>Hears the app's spans. Other tests of this process may be heard, too; their admissions are others.</summary>
    private sealed class RecordedSpans : IDisposable
    {
        private readonly ActivityListener listener;

        public RecordedSpans()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == WebhookTrace.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = All.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
        }

        public ConcurrentQueue<Activity> All { get; } = [];

        public Activity Single(string name, string tag, string value) => All.Single(span => span.OperationName == name && Equals(span.GetTagItem(tag), value));

        public Activity Of(ActivityTraceId trace, string name) => All.Single(span => span.TraceId == trace && span.OperationName == name);

        public void Dispose() => listener.Dispose();
    }
}
