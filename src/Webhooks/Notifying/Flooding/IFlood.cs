using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

/// <summary>State of flood control that changes with time alone.</summary>
public interface IFlood
{
    [JsonIgnore]
    DateTimeOffset Due { get; }
}
