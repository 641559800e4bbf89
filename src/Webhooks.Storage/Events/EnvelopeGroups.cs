using Webhooks.Events;
using Webhooks.Storage.Grouping;

namespace Webhooks.Storage.Events;

/// <summary>The messages of one partition: events that are queued while a message is being sent share the next ones.</summary>
internal sealed class EnvelopeGroups(PreparedQueue queue, int eventsPerMessage) : GroupQueue<Envelope, bool>
{
    protected override async Task<bool> RunAloneAsync(Envelope item, CancellationToken cancellationToken)
    {
        await queue.SendAsync(item.Write(), TimeSpan.Zero, cancellationToken);
        return true;
    }

    protected override Task RunGroupAsync(IReadOnlyList<GroupMember<Envelope, bool>> members, CancellationToken cancellationToken)
    {
        var waiting = members.ToLookup(member => member.Item.Entries[0].Key);
        return Task.WhenAll(Envelope.Of(members.SelectMany(member => member.Item.Entries), eventsPerMessage)
            .Select(envelope => SendAsync(envelope, [.. envelope.Entries.SelectMany(entry => waiting[entry.Key])], cancellationToken)));
    }

    // How much a message holds is the envelope's affair.
    protected override Func<Envelope, Fit> BeginGroup() => _ => Fit.Joins;

    private Task SendAsync(Envelope envelope, IReadOnlyList<GroupMember<Envelope, bool>> named, CancellationToken cancellationToken) => CallForAsync(named, async () =>
    {
        var sent = await RunAloneAsync(envelope, cancellationToken);
        foreach (var member in named)
        {
            member.End(sent);
        }
    });
}
