using System.Globalization;
using Webhooks.Notifying;

namespace Webhooks.Senders.Envless;

/// <summary>
/// Raises the notice of a failed delivery by how many have failed in a row, as the status board counts them. Envless never disables an
/// endpoint by itself; it suggests that the receiver of these events decides.
/// <see href="https://docs.envless.cloud/webhooks/events/webhook/delivery_failed" />
/// </summary>
/// <param name="Threshold">From how many failures in a row it is an error.</param>
/// <param name="Important">Ids of endpoints for which someone gets up at the first.</param>
public sealed record EndpointFailureRule(int Threshold, IReadOnlySet<string> Important)
{
    /// <summary>An error from the fifth on, no endpoint more important than another.</summary>
    public static EndpointFailureRule Default { get; } = new(5, new HashSet<string>());

    /// <summary>The notice as it is to be sent when the board has counted so many; any other notice as it is.</summary>
    public Notice Apply(Notice notice, int count)
    {
        if (notice.Rule != EnvlessRules.DeliveryFailed.Name)
        {
            return notice;
        }

        var raised = notice.StatusId is { } id && Important.Contains(id) ? notice with { Severity = Severity.Critical } : notice;
        return count < Threshold
            ? raised
            : raised with
            {
                Severity = raised.Severity > Severity.Error ? raised.Severity : Severity.Error,
                What = $"{raised.What} {count.ToString(CultureInfo.InvariantCulture)} deliveries in a row have failed.",
                Next = $"{raised.Next} If nobody needs the endpoint any more, disable it in Envless.",
            };
    }
}
