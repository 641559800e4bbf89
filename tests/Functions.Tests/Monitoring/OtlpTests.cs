using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Monitoring;

[Collection(Alone.Collection)]
public sealed class OtlpTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string InTheBody = "only-in-the-body";

    [AzuriteFact]
    public async Task A_collector_gets_traces_metrics_and_logs_without_payload_or_secret()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await StartAsync(received);
        var delivery = From.Valara().WithBody(body => body["data"] = new JsonObject { ["note"] = InTheBody });
        var settings = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-collector-key=of-this-test",
            ["OTEL_SERVICE_NAME"] = "receiver-under-test",
        };
        await using (var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings))
        {
            (await app.PostAsync(delivery)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            await app.ProcessAsync();
            await app.SweepAsync();
        }

        received.Keys.ShouldBe(["/v1/traces", "/v1/metrics", "/v1/logs"], ignoreOrder: true);
        received["/v1/traces"].ShouldContain("webhook receive");
        received["/v1/traces"].ShouldContain("webhook process");
        received["/v1/metrics"].ShouldContain("webhooks.deliveries");
        received["/v1/logs"].ShouldContain("accepted");
        received["/v1/logs"].ShouldNotContain("webhooks.backlog.age", customMessage: "a metric for the host is no log line");
        foreach (var (path, text) in received)
        {
            text.ShouldContain("receiver-under-test", customMessage: path);
            text.ShouldNotContain(delivery.Secret, customMessage: path);
            text.ShouldNotContain(InTheBody, customMessage: path);
        }
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' is not the address of a collector")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' is neither http/protobuf nor grpc")]
    public void A_wrong_setting_stops_the_start(string name, string value, string problem)
    {
        var reader = new Webhooks.Settings.SettingsReader([new(name, value)]);

        Webhooks.Settings.OtlpSettings.Read(reader).ShouldBeNull();

        reader.Problems.Single().ShouldStartWith(problem);
    }

    // Protobuf writes texts as they are, so what was sent can be searched without reading the messages.
    private static async Task<WebApplication> StartAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Request.Headers["x-collector-key"].ToString().ShouldBe("of-this-test");
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(context.Request.Path.Value!, _ => Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
        });
        await app.StartAsync();
        return app;
    }
}
