using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.NovaVms;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, MaxDepth = 256,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(NovaVmsEvent<AlertData>), TypeInfoPropertyName = "AlertEvent")]
[JsonSerializable(typeof(NovaVmsEvent<RecordedData>), TypeInfoPropertyName = "RecordedEvent")]
[JsonSerializable(typeof(NovaVmsEvent<CameraStatusData>), TypeInfoPropertyName = "CameraStatusEvent")]
[JsonSerializable(typeof(NovaVmsEvent<GatewayStatusData>), TypeInfoPropertyName = "GatewayStatusEvent")]
internal sealed partial class NovaVmsJson : JsonSerializerContext;
