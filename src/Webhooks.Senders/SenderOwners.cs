using Webhooks.Events;
using Webhooks.Notifying;

namespace Webhooks.Senders;

/// <summary>The owners that a sender's events name. No body is read as long as no channel is for an owner.</summary>
public sealed class SenderOwners(SourceCatalog sources, NotificationOptions notifications) : IEventOwners
{
    private readonly bool isAsked = notifications.Channels.Any(channel => channel.Owners.Count > 0);

    /// <inheritdoc />
    public IReadOnlyList<string> Of(LedgerEvent found)
    {
        if (!isAsked || sources.Find(found.Key.Source) is not { } source)
        {
            return [];
        }

        try
        {
            return SenderCatalog.Find(source.Scheme.Name)?.Read(found).Owners ?? [];
        }
#pragma warning disable CA1031 // A body that the reader fails on is why the event is a dead letter: that must be reported all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }
}
