using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, MaxDepth = 256,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(EnvlessEvent<WorkspaceData>), TypeInfoPropertyName = "WorkspaceEvent")]
[JsonSerializable(typeof(EnvlessEvent<VariableData>), TypeInfoPropertyName = "VariableEvent")]
[JsonSerializable(typeof(EnvlessEvent<VariablesData>), TypeInfoPropertyName = "VariablesEvent")]
[JsonSerializable(typeof(EnvlessEvent<VersionData>), TypeInfoPropertyName = "VersionEvent")]
[JsonSerializable(typeof(EnvlessEvent<RollbackData>), TypeInfoPropertyName = "RollbackEvent")]
[JsonSerializable(typeof(EnvlessEvent<MemberData>), TypeInfoPropertyName = "MemberEvent")]
[JsonSerializable(typeof(EnvlessEvent<KeyData>), TypeInfoPropertyName = "KeyEvent")]
[JsonSerializable(typeof(EnvlessEvent<UndocumentedData>), TypeInfoPropertyName = "UndocumentedEvent")]
[JsonSerializable(typeof(EnvlessEvent<SubscriptionData>), TypeInfoPropertyName = "SubscriptionEvent")]
[JsonSerializable(typeof(EnvlessEvent<EndpointData>), TypeInfoPropertyName = "EndpointEvent")]
[JsonSerializable(typeof(EnvlessEvent<DeliveryFailedData>), TypeInfoPropertyName = "DeliveryFailedEvent")]
internal sealed partial class EnvlessJson : JsonSerializerContext;
