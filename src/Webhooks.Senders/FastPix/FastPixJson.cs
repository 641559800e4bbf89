using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, MaxDepth = 256,
    Converters = [typeof(TimeConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(FastPixEvent<MediaData>), TypeInfoPropertyName = "MediaEvent")]
[JsonSerializable(typeof(FastPixEvent<MediaTrack>), TypeInfoPropertyName = "TrackEvent")]
[JsonSerializable(typeof(FastPixEvent<UploadData>), TypeInfoPropertyName = "UploadEvent")]
[JsonSerializable(typeof(FastPixEvent<LiveStreamData>), TypeInfoPropertyName = "LiveStreamEvent")]
[JsonSerializable(typeof(FastPixEvent<ChaptersData>), TypeInfoPropertyName = "ChaptersEvent")]
[JsonSerializable(typeof(FastPixEvent<SummaryData>), TypeInfoPropertyName = "SummaryEvent")]
[JsonSerializable(typeof(FastPixEvent<ModerationData>), TypeInfoPropertyName = "ModerationEvent")]
[JsonSerializable(typeof(FastPixEvent<NamedEntitiesData>), TypeInfoPropertyName = "NamedEntitiesEvent")]
[JsonSerializable(typeof(FastPixEvent<WatermarkData>), TypeInfoPropertyName = "WatermarkEvent")]
[JsonSerializable(typeof(FastPixEvent<PlaybackId>), TypeInfoPropertyName = "PlaybackIdEvent")]
internal sealed partial class FastPixJson : JsonSerializerContext;
