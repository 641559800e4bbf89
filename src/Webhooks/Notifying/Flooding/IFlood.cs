using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

/// <summary>A state of flood control that time alone may change.</summary>
public interface IFlood
{
    /// <summary>When to look at it again.</summary>
    [JsonIgnore]
    DateTimeOffset Due { get; }
}
