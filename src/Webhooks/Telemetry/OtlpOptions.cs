namespace Webhooks.Telemetry;

/// <summary>
/// Where traces, metrics and logs go by OTLP, in the settings that OpenTelemetry gives every program.
/// <see href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/" />
/// </summary>
/// <param name="Endpoint">The collector's base address.</param>
/// <param name="Protocol">How to speak to it.</param>
/// <param name="Headers">Header fields for the collector, <c>name=value</c> with commas between; often a secret.</param>
/// <param name="ServiceName">What this app is called there.</param>
public sealed record OtlpOptions(Uri Endpoint, OtlpProtocol Protocol, string? Headers, string ServiceName)
{
    /// <summary>The options without their header fields, which must not get into a log.</summary>
    public override string ToString() => $"{ServiceName} to {Endpoint} by {Protocol}{(Headers is null ? "" : ", with header fields")}";
}

/// <summary>The transports of OTLP.</summary>
public enum OtlpProtocol
{
    /// <summary>Protobuf over HTTP, usually at port 4318.</summary>
    HttpProtobuf,

    /// <summary>gRPC, usually at port 4317.</summary>
    Grpc,
}
