using Webhooks.Operating;

namespace Cli.Showing;

/// <summary>What a status of an event looks like.</summary>
internal static class Statuses
{
    /// <summary>All of them, as the delivery log names them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Pending", "Processed", "DeadLettered", LogLine.Refused];

    public static Look Look(string status) => status switch
    {
        "Processed" => Showing.Look.Good,
        "Pending" => Showing.Look.Waiting,
        "DeadLettered" or LogLine.Refused => Showing.Look.Wrong,
        _ => Showing.Look.Plain,
    };
}
