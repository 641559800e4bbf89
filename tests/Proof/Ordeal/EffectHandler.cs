using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Processing;

namespace Proof.Ordeal;

/// <summary>
/// A team's handler, as the README asks for one: it may run more than once, and its effect is idempotent. Every run goes into the diary,
/// the effect into a table that is insert-only. What the event's plan says may fail, once or until it is redriven.
/// </summary>
internal sealed class EffectHandler(string name, TableClient effects, Fuse fuse, Diary diary, TimeProvider clock) : IEventHandler
{
    public const string Table = "effects";

    /// <summary>Does as the plan says.</summary>
    public const string Planned = "planned";

    /// <summary>Wants every event, and takes its time.</summary>
    public const string Slow = "slow";

    /// <summary>Fails in each of its attempts.</summary>
    public const string Failing = "failing";

    public static readonly IReadOnlyList<string> Names = [Planned, Slow, Failing];

    // Longer than the planned one's first wait, so that this is tried again meanwhile.
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(8);

    public string Name => name;

    public static bool Wants(string name, ReadOnlyMemory<byte> body) => name != Failing || Plan.Of(body.Span) == Plan.NeighbourFails;

    public bool Handles(LedgerEvent found) => Wants(name, found.Body);

    public async Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        var about = EventName.Of(claimed.Key, name);
        diary.Write(Entry.Began, about);
        try
        {
            await RunAsync(claimed, cancellationToken);
            diary.Write(Entry.Ended, about);
        }
        catch
        {
            diary.Write(Entry.Failed, about);
            throw;
        }
    }

    private async Task RunAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        fuse.Pass(Step.InHandler);
        if (name == Slow)
        {
            await Task.Delay(Slowness, clock, cancellationToken);
        }

        switch (Plan.Of(claimed.Body.Span))
        {
            case Plan.FailsOnce when name == Planned && claimed.Attempts == 1:
                throw new InvalidOperationException("Planned: the first attempt fails.");
            case Plan.FailsUntilRedriven when name == Planned && claimed.History.All(entry => entry.What != HistoryEntry.Redriven):
                throw new PermanentFailureException("Planned: fails until it is redriven.");
            case Plan.NeighbourFails when name == Slow && Broken.Is(Broken.Neighbour):
                throw new PermanentFailureException("Broken: the neighbour's failure is taken for its own.");
            case Plan.NeighbourFails when name == Failing:
                throw new InvalidOperationException("Planned: every attempt fails.");
        }

        try
        {
            await effects.AddEntityAsync(new TableEntity(claimed.Key.Source, EventName.RowOf(claimed.Key, name)), cancellationToken);
        }
        catch (RequestFailedException done) when (done.Status == 409)
        {
            // A run that was killed afterwards had done it already.
        }

        fuse.Pass(Step.AfterEffect);
    }
}
