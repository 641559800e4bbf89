using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// Chapters of a media.
/// <see href="https://docs.fastpix.io/docs/ai-events" />
/// </summary>
public sealed record ChaptersData(bool? IsChaptersGenerated, IReadOnlyList<Chapter>? Chapters) : OpenRecord;

/// <summary>One chapter.</summary>
public sealed record Chapter(
    [property: JsonPropertyName("chapter")] long? Number, TimeSpan? StartTime, TimeSpan? EndTime, string? Title, string? Summary) : OpenRecord;

/// <summary>A summary of a media.</summary>
public sealed record SummaryData(bool? IsSummaryGenerated, string? Summary) : OpenRecord;

/// <summary>What a media shows that some would rather not see.</summary>
public sealed record ModerationData(bool? IsModerationGenerated, IReadOnlyList<ModerationScore>? ModerationResult) : OpenRecord;

/// <summary>How sure the moderation is of one category, from 0 to 1.</summary>
public sealed record ModerationScore(string? Category, double? Score) : OpenRecord;

/// <summary>People, places and things that are named in a media.</summary>
public sealed record NamedEntitiesData(bool? IsNamedEntitiesGenerated, IReadOnlyList<string>? NamedEntities) : OpenRecord;

/// <summary>A watermark; the id is its own, not the media's.</summary>
public sealed record WatermarkData(string? Id, string? MediaId, string? Status) : OpenRecord;
