namespace Webhooks.Telemetry;

/// <summary>The standard settings of OpenTelemetry. <see href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/" /></summary>
/// <param name="Headers"><c>name=value</c>, separated by commas; often a secret.</param>
public sealed record OtlpOptions(Uri Endpoint, OtlpProtocol Protocol, string? Headers, string ServiceName)
{
    /// <summary>Without the headers, which must not be logged.</summary>
    public override string ToString() => $"{ServiceName} to {Endpoint} by {Protocol}{(Headers is null ? "" : ", with header fields")}";
}

public enum OtlpProtocol
{
    HttpProtobuf,
    Grpc,
}
