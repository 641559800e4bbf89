using System.Text.Json.Serialization;

namespace Webhooks.Operating;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ClearRequest
{
    public string? Kind { get; init; }
    public string? Id { get; init; }
    public string? Who { get; init; }
    public string? Why { get; init; }
}
