using Functions.Reporting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using Webhooks.Telemetry;

namespace Functions.Telemetry;

// Sends traces, metrics and logs to a collector, if one is configured. Application Insights does not need it: the host sends what the
// worker logs. The worker's own OpenTelemetry defaults are left out: their span around each function continues the request's
// traceparent, which callers can forge.
internal static class OtlpExport
{
    public static IServiceCollection AddOtlpExport(this IServiceCollection services, OtlpOptions options)
    {
        services
            // What is logged there are the host's metrics, which have no text.
            .AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>(typeof(HostMetrics).Namespace, LogLevel.None))
            .Configure<OtlpExporterOptions>(exporter => exporter.Headers = options.Headers)
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceInstanceId: Environment.GetEnvironmentVariable("WEBSITE_INSTANCE_ID")))
            .WithTracing(traces => traces.AddSource(WebhookTrace.SourceName))
            .WithMetrics(metrics => metrics.AddMeter(WebhookMetrics.MeterName))
            .UseOtlpExporter(options.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, options.Endpoint);
        return services;
    }
}
