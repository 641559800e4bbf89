namespace Webhooks.Searching;

/// <summary>A value that an event or a refused delivery can be found by.</summary>
/// <param name="By">What it is to it: one of the names here.</param>
/// <param name="Value">As the sender writes it.</param>
public readonly record struct SearchId(string By, string Value)
{
    public const string EventId = "event_id";
    public const string Subject = "subject";
    public const string DeliveryId = "delivery_id";
    public const string Id = "id";
    public const string RefusalId = "refusal_id";

    /// <summary>Case and surrounding space do not count.</summary>
    public static string Normal(string value) => value.Trim().ToLowerInvariant();
}
