using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Webhooks;
using Webhooks.Telemetry;

namespace Functions.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to a collector. Only an app that is told of one loads any of this. Application Insights needs none
/// of it: the host sends what the worker logs.
/// </summary>
internal static class OtlpExport
{
    public static IServiceCollection AddOtlpExport(this IServiceCollection services, OtlpOptions options) => services
        .AddLogging(logging => logging.AddOpenTelemetry(logs => logs
            .SetResourceBuilder(Resource(options))
            .AddOtlpExporter(exporter => Configure(exporter, options, "v1/logs"))))
        .AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource(options))
            .AddSource(WebhookTrace.SourceName)
            .AddOtlpExporter(exporter => Configure(exporter, options, "v1/traces"))
            .Build())
        .AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource(options))
            .AddMeter(WebhookMetrics.MeterName)
            .AddOtlpExporter(exporter => Configure(exporter, options, "v1/metrics"))
            .Build())
        .AddHostedService<OtlpProviders>();

    private static ResourceBuilder Resource(OtlpOptions options) =>
        ResourceBuilder.CreateDefault().AddService(options.ServiceName, serviceInstanceId: Environment.GetEnvironmentVariable("WEBSITE_INSTANCE_ID"));

    // An endpoint given in code is the whole address over HTTP: the library appends no path to it.
    private static void Configure(OtlpExporterOptions exporter, OtlpOptions options, string path)
    {
        exporter.Protocol = options.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Protocol == OtlpProtocol.Grpc ? options.Endpoint : new Uri($"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
        exporter.Headers = options.Headers;
    }
}
