using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

/// <summary>Subscriptions and workspaces: what everything else of a team hangs on.</summary>
internal static class Accounts
{
    private const string Kind = "subscription";

    public static IEnumerable<StatusChange> Subscribed(EnvlessEvent<SubscriptionData> said, EventContext on)
    {
        if (said.Data?.Subscription is { Id: { Length: > 0 } id } subscription && Plain.First(subscription.Status) is { } status)
        {
            yield return new StatusChange(Kind, id, status, on.At, $"Subscription is {status}, period ends at {Format.Time(subscription.CurrentPeriodEnd)}")
            {
                IsUnhealthy = status == "past_due",
                Rank = on.EventType == "subscription.created" ? 0 : 1,
            };
        }
    }

    public static IEnumerable<Notice> AboutSubscription(EnvlessEvent<SubscriptionData> said, EventContext on)
    {
        if (said.Data?.Subscription is not { Id: { Length: > 0 } id } subscription)
        {
            yield break;
        }

        if (subscription.Status == "past_due")
        {
            yield return EnvlessRules.SubscriptionPastDue.About(
                Kind, id, "The Envless subscription is past due",
                $"A payment is missing. The current period ends at {Format.Time(subscription.CurrentPeriodEnd)}.",
                "Check the means of payment in Envless before the plan is lost.");
        }
        else if (subscription.Status is "active" or "trialing")
        {
            yield return EnvlessRules.SubscriptionPastDue.Over(
                Kind, id, "The Envless subscription is paid", $"It is {subscription.Status} again until {Format.Time(subscription.CurrentPeriodEnd)}.");
        }
    }

    public static IEnumerable<Notice> AboutDeletedWorkspace(EnvlessEvent<WorkspaceData> said, EventContext on)
    {
        var workspace = said.Data?.Workspace;
        var name = Plain.First(workspace?.Name, workspace?.Slug, workspace?.Id, said.WorkspaceId) ?? "(unknown)";
        yield return EnvlessRules.WorkspaceDeleted.Notice(
            $"workspace {Plain.First(workspace?.Id, said.WorkspaceId) ?? $"of event {Printable.Of(on.EventId)}"}",
            $"Envless workspace {name} was deleted",
            $"Its endpoints are disabled: no further events come from it.{(Plain.First(said.Actor?.Name) is { } actor ? $" Deleted by {actor}." : "")}",
            "If it was meant, take its source out of the receiver; if not, ask Envless's support at once.");
    }
}
