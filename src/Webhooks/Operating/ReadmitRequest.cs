using System.Text.Json.Serialization;

namespace Webhooks.Operating;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReadmitRequest
{
    public const int MostDeliveries = 100;

    public DateTimeOffset? Since { get; init; }
    public string? After { get; init; }
    public int? Limit { get; init; }
    public string? Who { get; init; }
    public string? Why { get; init; }
    public bool DryRun { get; init; }
}
