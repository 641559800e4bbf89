using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// Chapters of a media.
/// <see href="https://docs.fastpix.io/docs/ai-events" />
/// </summary>
public sealed record ChaptersData(bool? IsChaptersGenerated, IReadOnlyList<Chapter>? Chapters) : OpenRecord;

public sealed record Chapter(
    [property: JsonPropertyName("chapter")] long? Number, TimeSpan? StartTime, TimeSpan? EndTime, string? Title, string? Summary) : OpenRecord;

public sealed record SummaryData(bool? IsSummaryGenerated, string? Summary) : OpenRecord;

public sealed record ModerationData(bool? IsModerationGenerated, IReadOnlyList<ModerationScore>? ModerationResult) : OpenRecord;

/// <summary>How likely one category is, from 0 to 1.</summary>
public sealed record ModerationScore(string? Category, double? Score) : OpenRecord;

public sealed record NamedEntitiesData(bool? IsNamedEntitiesGenerated, IReadOnlyList<string>? NamedEntities) : OpenRecord;

/// <summary>The id is the watermark's, not the media's.</summary>
public sealed record WatermarkData(string? Id, string? MediaId, string? Status) : OpenRecord;
