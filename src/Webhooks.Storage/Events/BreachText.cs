using Webhooks.Events;

namespace Webhooks.Storage.Events;

/// <summary>The breaches of an event in one column: paths and what is wrong with each.</summary>
internal static class BreachText
{
    // A sender's event has some dozen fields; a row has other columns.
    private const int Most = 50;

    public static string? Write(IReadOnlyList<Breach> breaches) =>
        breaches.Count == 0 ? null : string.Join(' ', breaches.Take(Most).Select(breach => $"{breach.Field}:{breach.Kind}"));

    public static IReadOnlyList<Breach> Read(string? text) =>
        string.IsNullOrEmpty(text) ? [] : [.. text.Split(' ').Select(Parse)];

    private static Breach Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return new(text[..colon], Enum.Parse<BreachKind>(text.AsSpan(colon + 1)));
    }
}
