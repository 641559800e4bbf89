using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Senders.Reading;

/// <summary>A part of a sender's body. Senders add fields without saying so: what is not declared is kept.</summary>
public abstract record OpenRecord
{
    /// <summary>The fields that are not declared, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; set; }
}
