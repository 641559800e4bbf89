using System.Text.Json.Serialization;

namespace Webhooks.Operating;

/// <summary>An order to redrive: event ids, or a filter. An unknown field is refused, since a mistyped filter must not mean "all".</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RedriveRequest
{
    /// <summary>The most events in one request; a long run is many requests.</summary>
    public const int MostEvents = 100;

    /// <summary>The events; without it, the filter decides.</summary>
    public IReadOnlyList<string>? EventIds { get; init; }

    /// <summary>The exact event type.</summary>
    public string? Type { get; init; }

    /// <summary>Text within the last error.</summary>
    public string? Error { get; init; }

    /// <summary>Dead since then.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Dead before then.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The last report's <c>continue</c>.</summary>
    public string? After { get; init; }

    /// <summary>At most so many; <see cref="MostEvents" />, when left out.</summary>
    public int? Limit { get; init; }

    /// <summary>At most so many per second; <see cref="RedriveOrder.DefaultRate" />, when left out.</summary>
    public int? Rate { get; init; }

    /// <summary>Who gives the order.</summary>
    public string? Who { get; init; }

    /// <summary>For what reason.</summary>
    public string? Why { get; init; }

    /// <summary>Count only.</summary>
    public bool DryRun { get; init; }
}
