using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>
/// The outermost object of every FastPix event, in all the forms that its pages show: live pages name the id <c>webhookId</c>, old ones
/// the workspace <c>environment</c>.
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
    IReadOnlyList<DeliveryAttempt>? Attempts,
    string? AccessorSource,
    string? Accessor) : OpenRecord, IBody
    where T : OpenRecord
{
    public DateTimeOffset? HappenedAt() => CreatedAt;

    IEnumerable<string?> IBody.Owners() => [Workspace?.Id, Workspace?.Name];
}

/// <summary>For tracks and AI output this is the media; their <c>data</c> holds the output only.</summary>
public sealed record FastPixObject(string? Type, string? Id) : OpenRecord;

public sealed record FastPixWorkspace(string? Id, string? Name) : OpenRecord;

/// <summary>An earlier delivery of the same event, as FastPix saw it: our own response.</summary>
public sealed record DeliveryAttempt(int? ResponseStatusCode, string? ResponseBody, int? MaxAttempts, DateTimeOffset? CreatedAt, string? Address) : OpenRecord;
