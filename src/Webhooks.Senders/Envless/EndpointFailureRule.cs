using System.Globalization;
using Webhooks.Notifying;

namespace Webhooks.Senders.Envless;

/// <summary>
/// Raises the severity of a failed delivery by the number of failures in a row, as the status board counts them. Envless never disables
/// an endpoint by itself; it leaves that to the receiver of these events.
/// <see href="https://docs.envless.cloud/webhooks/events/webhook/delivery_failed" />
/// </summary>
/// <param name="Threshold">From how many failures in a row it is an error.</param>
/// <param name="Important">Ids of endpoints whose first failure is critical.</param>
public sealed record EndpointFailureRule(int Threshold, IReadOnlySet<string> Important)
{
    public static EndpointFailureRule Default { get; } = new(5, new HashSet<string>());

    internal Notice Apply(Notice notice, int count)
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
