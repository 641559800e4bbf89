using Webhooks.Senders.Envless;
using Webhooks.Senders.FastPix;
using Webhooks.Senders.NovaVms;
using Webhooks.Senders.Reading;
using Webhooks.Senders.Valara;

namespace Webhooks.Senders;

/// <summary>The senders whose events the product understands.</summary>
public static class SenderCatalog
{
    public static IReadOnlyList<ISender> All { get; } = [new ValaraSender(), new NovaVmsSender(), new FastPixSender(), new EnvlessSender()];

    /// <summary>The sender behind a scheme; null when its events are only stored.</summary>
    public static ISender? Find(string scheme) => All.FirstOrDefault(sender => sender.Scheme == scheme);
}
