using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Webhooks.Telemetry;

namespace Functions.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to a collector. Only an app that is told of one loads any of this. Application Insights needs none
/// of it: the host sends what the worker logs. The worker's own OpenTelemetry defaults are left out: their span around each function
/// continues the request's traceparent, which is the caller's to forge.
/// </summary>
internal static class OtlpExport
{
    public static IServiceCollection AddOtlpExport(this IServiceCollection services, OtlpOptions options)
    {
        services
            .Configure<OtlpExporterOptions>(exporter => exporter.Headers = options.Headers)
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceInstanceId: Environment.GetEnvironmentVariable("WEBSITE_INSTANCE_ID")))
            .WithTracing(traces => traces.AddSource(WebhookTrace.SourceName))
            .WithMetrics(metrics => metrics.AddMeter(WebhookMetrics.MeterName))
            .UseOtlpExporter(options.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, options.Endpoint);
        return services;
    }
}
