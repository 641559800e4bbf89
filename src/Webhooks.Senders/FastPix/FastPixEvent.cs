using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// The envelope of every FastPix event, in all the shapes that its pages show: live pages call the id <c>webhookId</c>, old ones the
/// workspace <c>environment</c>.
/// <see href="https://docs.fastpix.io/docs/events-collection" />
/// </summary>
public sealed record FastPixEvent<T>(
    string? Type,
    [property: JsonPropertyName("object")] FastPixObject? Subject,
    [property: AlsoSpelled("webhookId")] string? Id,
    [property: AlsoSpelled("environment")] FastPixWorkspace? Workspace,
    string? Status,
    T? Data,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    IReadOnlyList<FastPixAttempt>? Attempts,
    string? AccessorSource,
    string? Accessor) : OpenRecord, IBody
    where T : OpenRecord
{
    /// <inheritdoc />
    public DateTimeOffset? HappenedAt() => CreatedAt;
}

/// <summary>What the event is about. For tracks and AI output this is the media; their <c>data</c> holds the output only.</summary>
public sealed record FastPixObject(string? Type, string? Name, string? Id) : OpenRecord;

/// <summary>Whose it is.</summary>
public sealed record FastPixWorkspace(string? Id, string? Name) : OpenRecord;

/// <summary>An earlier attempt to deliver the same event.</summary>
public sealed record FastPixAttempt(
    string? Id, string? WebhookId, long? ResponseStatusCode, FastPixResponseHeaders? ResponseHeaders, string? CacheControl, string? ResponseBody,
    long? MaxAttempts, DateTimeOffset? CreatedAt, string? Address) : OpenRecord;

/// <summary>What the receiver of an earlier attempt answered.</summary>
public sealed record FastPixResponseHeaders(string? ContentType, string? Transfer, string? Server, string? Date, string? CacheControl) : OpenRecord;
