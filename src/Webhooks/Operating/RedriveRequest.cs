using System.Text.Json.Serialization;

namespace Webhooks.Operating;

/// <summary>Event ids, or a filter. An unknown field is rejected: a mistyped filter must not mean all.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RedriveRequest
{
    public const int MostEvents = 100;

    public IReadOnlyList<string>? EventIds { get; init; }
    public string? Type { get; init; }
    public string? Error { get; init; }
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? Before { get; init; }
    public string? After { get; init; }
    public int? Limit { get; init; }
    public int? Rate { get; init; }
    public string? Who { get; init; }
    public string? Why { get; init; }
    public bool DryRun { get; init; }
}
