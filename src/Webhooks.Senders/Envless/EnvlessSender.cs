using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

// The events of Envless. Only type and data are required, and what the public page of a type shows.
// https://docs.envless.cloud/webhooks/events
internal sealed class EnvlessSender : ISender
{
    private const string SubscriptionFields = "subscription.id subscription.status subscription.polarSubscriptionId subscription.polarProductId";

    private static readonly EnvlessJson Json = EnvlessJson.Default;

    private static readonly IEventReader Undocumented = Of(Json.UndocumentedEvent, "");
    private static readonly IEventReader Variable = Of(Json.VariableEvent, "");
    private static readonly IEventReader Invitation = Of(Json.MemberEvent, "");

    private static readonly Dictionary<string, IEventReader> Types = new()
    {
        ["workspace.created"] = Of(Json.WorkspaceEvent, "workspace.id workspace.name workspace.slug workspace.plan workspace.createdAt"),
        ["workspace.updated"] = Of(Json.WorkspaceEvent, ""),
        ["workspace.deleted"] = Of(Json.WorkspaceEvent, "workspace.id workspace.name workspace.slug", notices: Accounts.AboutDeletedWorkspace),
        ["project.created"] = Undocumented,
        ["project.updated"] = Undocumented,
        ["project.deleted"] = Undocumented,
        ["environment.created"] = Undocumented,
        ["environment.updated"] = Undocumented,
        ["environment.deleted"] = Undocumented,
        ["variable.created"] = Variable,
        ["variable.deleted"] = Variable,
        ["variable.updated"] = Of(
            Json.VariableEvent, "variable.id variable.name variable.type variable.isSecret variable.environmentId changes.nameChanged changes.valueChanged"),
        ["variable.bulk_created"] = Of(Json.VariablesEvent, "environmentId count variables"),
        ["variable.bulk_deleted"] = Of(Json.VariablesEvent, ""),
        ["variable_version.created"] = Of(
            Json.VersionEvent, "version.id version.label version.variableCount version.environmentId version.createdAt"),
        ["variable_version.rolled_back"] = Of(
            Json.RollbackEvent, "versionId environmentId versionLabel stats.added stats.updated stats.removed"),
        ["member.invited"] = Invitation,
        ["member.invite_resent"] = Invitation,
        ["member.accepted"] = Of(Json.MemberEvent, "member.id member.userId member.email"),
        ["member.updated"] = Of(Json.MemberEvent, "member.id member.previousRoleId member.roleId member.roleName"),
        ["member.removed"] = Of(Json.MemberEvent, "member.id"),
        ["key.created"] = Of(Json.KeyEvent, "key.id key.name key.active key.scopes key.projectIds", ApiKeys.Created),
        ["key.updated"] = Of(Json.KeyEvent, "", ApiKeys.Updated),
        ["key.rotated"] = Of(Json.KeyEvent, "key.id key.name key.keyRolls", ApiKeys.Rotated, ApiKeys.AboutRotated),
        ["key.deleted"] = Of(Json.KeyEvent, "key.id key.name", ApiKeys.Deleted, ApiKeys.AboutDeleted),
        ["cli_token.created"] = Undocumented,
        ["subscription.created"] = Of(Json.SubscriptionEvent, SubscriptionFields, Accounts.Subscribed, Accounts.AboutSubscription),
        ["subscription.updated"] = Of(Json.SubscriptionEvent, $"{SubscriptionFields} changes", Accounts.Subscribed, Accounts.AboutSubscription),
        ["webhook.secret_rotated"] = Of(
            Json.EndpointEvent, "webhook.id webhook.name webhook.secretLastFour", notices: Endpoints.AboutSecret),
        ["webhook.delivery_failed"] = Of(
            Json.DeliveryFailedEvent,
            "delivery.id delivery.eventId delivery.eventType delivery.endpointId delivery.endpointName delivery.endpointUrl delivery.attempts",
            Endpoints.Failed, Endpoints.AboutFailed),
    };

    public string Scheme => "envless";

    public IReadOnlyList<NotificationRule> Rules => EnvlessRules.All;

    public SenderEvent Read(LedgerEvent found) => Types.GetValueOrDefault(found.EventType)?.Read(found) ?? new SenderEvent { IsKnown = false };

    private static EventReader<EnvlessEvent<T>> Of<T>(
        JsonTypeInfo<EnvlessEvent<T>> shape, string required,
        Func<EnvlessEvent<T>, EventContext, IEnumerable<StatusChange>>? changes = null, Func<EnvlessEvent<T>, EventContext, IEnumerable<Notice>>? notices = null)
        where T : OpenRecord =>
        new(shape, new RequiredFields("type data", required), changes, notices);
}
