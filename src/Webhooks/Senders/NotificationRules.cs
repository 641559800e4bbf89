using Webhooks.Notifying;
using Webhooks.Senders.Envless;
using Webhooks.Senders.FastPix;
using Webhooks.Senders.NovaVms;
using Webhooks.Senders.Valara;

namespace Webhooks.Senders;

/// <summary>The notification rules of all senders: what settings may name, and what the documentation lists.</summary>
public static class NotificationRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotificationRule> All { get; } = [.. OwnRules.All, .. ValaraRules.All, .. NovaVmsRules.All, .. FastPixRules.All, .. EnvlessRules.All];
}
