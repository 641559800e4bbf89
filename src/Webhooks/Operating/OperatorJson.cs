using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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
[JsonSerializable(typeof(RefusedView))]
[JsonSerializable(typeof(StatusBoardView))]
[JsonSerializable(typeof(ResourceView))]
[JsonSerializable(typeof(StatusRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(SourcesView))]
[JsonSerializable(typeof(HandlersView))]
[JsonSerializable(typeof(HandlerView))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(ResendRequest))]
[JsonSerializable(typeof(RawDelivery))]
