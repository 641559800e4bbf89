using System.Text.Json.Serialization;

namespace Webhooks.Operating;

/// <summary>An order to readmit. An unknown field is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReadmitRequest
{
    /// <summary>The most deliveries in one request; a long run is many requests.</summary>
    public const int MostDeliveries = 100;

    /// <summary>Arrived since then.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The last report's <c>continue</c>.</summary>
    public string? After { get; init; }

    /// <summary>At most so many are judged; <see cref="MostDeliveries" />, when left out.</summary>
    public int? Limit { get; init; }

    /// <summary>Who gives the order.</summary>
    public string? Who { get; init; }

    /// <summary>For what reason.</summary>
    public string? Why { get; init; }

    /// <summary>Judge only.</summary>
    public bool DryRun { get; init; }
}
