using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Raw;
using Webhooks.Readmitting;
using Webhooks.Redriving;

namespace Webhooks.Operating;

/// <summary>
/// What the operator's HTTP API and the <c>hook</c> command exchange. Every field is always written, so that the answer of another service is not
/// mistaken for an empty one.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeadLetterPage))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(RedriveRequest))]
[JsonSerializable(typeof(RedriveReport))]
[JsonSerializable(typeof(RefusedPage))]
[JsonSerializable(typeof(ReadmitRequest))]
[JsonSerializable(typeof(ReadmitRun))]
[JsonSerializable(typeof(SecretsView))]
[JsonSerializable(typeof(OverviewView))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(SearchPage))]
[JsonSerializable(typeof(RefusedView))]
[JsonSerializable(typeof(StatusBoardView))]
[JsonSerializable(typeof(ResourceView))]
[JsonSerializable(typeof(StatusRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(SourcesView))]
[JsonSerializable(typeof(DrainedView))]
[JsonSerializable(typeof(HandlersView))]
[JsonSerializable(typeof(HandlerView))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(ResendRequest))]
[JsonSerializable(typeof(ArrivalPage))]
[JsonSerializable(typeof(RawDelivery))]
[JsonSerializable(typeof(ChannelsView))]
[JsonSerializable(typeof(ChannelTestRequest))]
[JsonSerializable(typeof(ChannelTestReport))]
[JsonSerializable(typeof(ChannelTestLine))]
[JsonSerializable(typeof(OperatorProblem))]
public sealed partial class OperatorJson : JsonSerializerContext
{
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!;

    public static byte[] Serialize<T>(T value, JsonTypeInfo<T> type) => JsonText.Readable.Write((value, type), static (json, what) => JsonSerializer.Serialize(json, what.value, what.type), static bytes => bytes.ToArray());
}

/// <summary>Problem details (RFC 9457).</summary>
public sealed record OperatorProblem(string Title, int Status, string Detail);
