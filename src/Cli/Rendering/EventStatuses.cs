namespace Cli.Rendering;

internal static class EventStatuses
{
    public static IReadOnlyList<string> Names { get; } = ["Pending", "Processed", "DeadLettered", LogLine.Refused];

    public static Emphasis Emphasis(string status) => status switch
    {
        "Processed" => Rendering.Emphasis.Success,
        "Pending" => Rendering.Emphasis.Pending,
        "DeadLettered" or LogLine.Refused => Rendering.Emphasis.Error,
        _ => Rendering.Emphasis.None,
    };
}
