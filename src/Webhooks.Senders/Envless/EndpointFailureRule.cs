using System.Globalization;
using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

/// <summary>
/// What becomes of the notices about a failed delivery, by the endpoint and by its number of failures. Envless never disables an endpoint by
/// itself; it leaves that to the receiver of these events.
/// <see href="https://docs.envless.cloud/webhooks/events/webhook/delivery_failed" />
/// </summary>
/// <param name="Threshold">From how many failures on an endpoint is reported as failing.</param>
/// <param name="Important">Ids or names, in any case, of endpoints whose first failure is critical.</param>
public sealed record EndpointFailureRule(int Threshold, IReadOnlySet<string> Important)
{
    public static EndpointFailureRule Default { get; } = new(5, new HashSet<string>());

    /// <summary>Null when the threshold is not reached.</summary>
    /// <param name="outcome">Null when the sender did not say which endpoint it was.</param>
    internal Notice? Apply(Notice notice, StatusOutcome? outcome)
    {
        if (notice.Rule == EnvlessRules.DeliveryFailed.Name && Important.Overlaps(notice.Owners))
        {
            return notice with { Severity = Severity.Critical };
        }

        if (notice.Rule != EnvlessRules.EndpointFailing.Name)
        {
            return notice;
        }

        return outcome is null || outcome.Count < Threshold ? null : Counted(notice, outcome);
    }

    private Notice Counted(Notice notice, StatusOutcome outcome)
    {
        var (count, threshold) = (outcome.Count.ToString(CultureInfo.InvariantCulture), Threshold.ToString(CultureInfo.InvariantCulture));
        return notice with
        {
            Title = $"{notice.Title}: {count} failures in a row",
            What = $"Consecutive failures: {count} since {Format.Time(outcome.Since)} (threshold: {threshold}). {notice.What}",
        };
    }
}
