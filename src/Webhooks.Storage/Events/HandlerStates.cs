using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Events;

namespace Webhooks.Storage.Events;

/// <summary>The states of an event's handlers in one column.</summary>
internal static partial class HandlerStates
{
    private const int MostText = 16_000;
    private const int LongestError = 256;

    public static IReadOnlyList<HandlerState>? Read(string? text) =>
        string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize(text, StatesJson.Default.IReadOnlyListHandlerState);

    public static string? Write(IReadOnlyList<HandlerState>? states)
    {
        if (states is null)
        {
            return null;
        }

        // The history has the whole error. Many handlers share the room.
        for (var longest = LongestError; ; longest /= 2)
        {
            var text = JsonSerializer.Serialize([.. states.Select(state => state with { LastError = Cut(state.LastError, longest) })], StatesJson.Default.IReadOnlyListHandlerState);
            if (text.Length <= MostText || longest == 0)
            {
                return text;
            }
        }
    }

    /// <summary>The names of the handlers with a status, as a column that a list reads; null when there are none.</summary>
    public static string? Names(IReadOnlyList<HandlerState>? states, HandlerStatus status) =>
        states?.Where(state => state.Status == status).Select(state => state.Name).ToList() is { Count: > 0 } names ? string.Join(' ', names) : null;

    public static IReadOnlyList<string> ReadNames(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? Cut(string? error, int longest) => error is null ? null : Printable.Of(error, longest);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonSerializable(typeof(IReadOnlyList<HandlerState>))]
    private sealed partial class StatesJson : JsonSerializerContext;
}
