using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Processing;

namespace Proof.Ordeal;

/// <summary>
/// A team's handler, as the README asks for one: it may run more than once, and its effect is idempotent. Every run goes into the diary,
/// the effect into a table that is insert-only. What the event's plan says may fail, once or until it is redriven.
/// </summary>
internal sealed class EffectHandler(TableClient effects, Fuse fuse, Diary diary) : IEventHandler
{
    public const string Table = "effects";

    public string Name => "effect";

    public bool Handles(LedgerEvent found) => true;

    public async Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        var about = EventName.Of(claimed.Key);
        diary.Write(Entry.Began, about);
        fuse.Pass(Step.InHandler);
        switch (Plan.Of(claimed.Body.Span))
        {
            case Plan.FailsOnce when claimed.Attempts == 1:
                throw new InvalidOperationException("Planned: the first attempt fails.");
            case Plan.FailsUntilRedriven when claimed.History.All(entry => entry.What != HistoryEntry.Redriven):
                throw new PermanentFailureException("Planned: fails until it is redriven.");
        }

        try
        {
            await effects.AddEntityAsync(new TableEntity(claimed.Key.Source, EventName.RowOf(claimed.Key)), cancellationToken);
        }
        catch (RequestFailedException done) when (done.Status == 409)
        {
            // A run that was killed afterwards had done it already.
        }

        fuse.Pass(Step.AfterEffect);
        diary.Write(Entry.Ended, about);
    }
}
