using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders;

/// <summary>What an event reports about resources, and what its sender's reader adds.</summary>
public sealed class SenderSections(SourceCatalog sources) : IEventSections
{
    /// <inheritdoc />
    public IReadOnlyList<EventSection> Of(LedgerEvent redacted) =>
        sources.Find(redacted.Key.Source) is { } source && SenderCatalog.Find(source.Scheme.Name)?.Read(redacted) is { IsKnown: true } read
            ? [.. read.Changes.Select(Reported), .. read.Sections.Where(section => section.Lines.Count > 0)]
            : [];

    private static EventSection Reported(StatusChange change) => new(
        $"{change.Kind} {Printable.Of(change.Id)}: {change.State}", [change.Summary, .. change.Details.Select(detail => $"{detail.Key}: {detail.Value}")]);
}
