using System.Text.Json.Serialization;

namespace Webhooks.Operating;

/// <summary>An order to mark a thing of the status board as well. An unknown field is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ClearRequest
{
    /// <summary>What sort of thing.</summary>
    public string? Kind { get; init; }

    /// <summary>The sender's id of it.</summary>
    public string? Id { get; init; }

    /// <summary>Who gives the order.</summary>
    public string? Who { get; init; }

    /// <summary>For what reason.</summary>
    public string? Why { get; init; }
}
