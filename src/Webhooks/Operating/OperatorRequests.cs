using System.Text.Json.Serialization;

namespace Webhooks.Operating;

public abstract record OperatorRequest
{
    [JsonPropertyName("who")]
    public string? RequestedBy { get; init; }

    [JsonPropertyName("why")]
    public string? Reason { get; init; }
}

/// <summary>Names a resource of the status board: to mark it as healthy, or to remove it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StatusRequest : OperatorRequest
{
    public string? Kind { get; init; }
    public string? Id { get; init; }
}

/// <summary>A note for the history of an event.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NoteRequest
{
    public const int LongestNote = 1_000;

    public string? EventId { get; init; }
    public string? Note { get; init; }

    [JsonPropertyName("who")]
    public string? RequestedBy { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PauseRequest
{
    public string? Handler { get; init; }

    /// <summary>Why, and until when.</summary>
    public string? Note { get; init; }

    [JsonPropertyName("who")]
    public string? RequestedBy { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ResumeRequest : OperatorRequest
{
    public string? Handler { get; init; }
}

/// <summary>Asks for a test message.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChannelTestRequest
{
    /// <summary>All of them when omitted.</summary>
    public string? Channel { get; init; }

    [JsonPropertyName("who")]
    public string? RequestedBy { get; init; }
}

/// <summary>Has an event's handlers run again, also those that are done.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ResendRequest : OperatorRequest
{
    public string? EventId { get; init; }

    /// <summary>All of them when omitted.</summary>
    public string? Handler { get; init; }
}

/// <summary>Event ids, or a filter. An unknown field is rejected: a mistyped filter must not mean all.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RedriveRequest : OperatorRequest
{
    public const int MostEvents = 100;

    public IReadOnlyList<string>? EventIds { get; init; }
    public string? Type { get; init; }
    public string? Error { get; init; }
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? Before { get; init; }
    public string? After { get; init; }

    /// <summary><see cref="MostEvents" /> when omitted.</summary>
    public int? Limit { get; init; }

    /// <summary>Per second; <see cref="RedriveOrder.DefaultRate" /> when omitted.</summary>
    public int? Rate { get; init; }
    public bool DryRun { get; init; }

    /// <summary>Only this handler runs again; of a filter, only dead letters in which it failed match.</summary>
    public string? Handler { get; init; }

    /// <summary>All handlers run again, also those that are done.</summary>
    public bool AllHandlers { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReadmitRequest : OperatorRequest
{
    public const int MostDeliveries = 100;

    /// <summary>Of one refused delivery; otherwise all that match.</summary>
    public string? Id { get; init; }
    public DateTimeOffset? Since { get; init; }
    public string? After { get; init; }

    /// <summary><see cref="MostDeliveries" /> when omitted.</summary>
    public int? Limit { get; init; }
    public bool DryRun { get; init; }
}
