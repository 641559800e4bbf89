using Webhooks.Telemetry;

namespace Webhooks.Settings;

public static class OtlpSettings
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Null when no endpoint is set.</summary>
    public static OtlpOptions? Read(SettingsReader settings)
    {
        var headers = settings.Text("OTEL_EXPORTER_OTLP_HEADERS");
        var serviceName = settings.Text("OTEL_SERVICE_NAME") ?? "webhook-receiver";
        var protocol = settings.Text(Protocol) switch
        {
            null or "http/protobuf" => OtlpProtocol.HttpProtobuf,
            "grpc" => OtlpProtocol.Grpc,
            var other => Refuse(settings, other),
        };
        if (settings.Text(Endpoint) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https")
        {
            return new OtlpOptions(endpoint, protocol, headers, serviceName);
        }

        settings.Refuse(Endpoint, $"'{text}' is not the address of a collector; write it like http://127.0.0.1:4318");
        return null;
    }

    private static OtlpProtocol Refuse(SettingsReader settings, string text)
    {
        settings.Refuse(Protocol, $"'{text}' is neither http/protobuf nor grpc");
        return default;
    }
}
