using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Senders.Reading;

/// <summary>A part of a sender's body. Fields that are not declared are kept.</summary>
public abstract record OpenRecord
{
    /// <summary>The fields that are not declared, as received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; set; }
}
