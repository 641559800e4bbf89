using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;
using Webhooks.Processing;
using Webhooks.Receiving;
using Webhooks.Redriving;

namespace Proof.Ordeal;

/// <summary>A place at which a receiver can be killed: before or after one of the product's own calls to storage, or inside a handler.</summary>
/// <param name="Name">As the report names it.</param>
/// <param name="Port">The interface that is called; null inside the handler.</param>
/// <param name="Method">Its method.</param>
/// <param name="Side">Before the call, or after it has ended well.</param>
internal sealed record Step(string Name, Type? Port, string Method, Side Side)
{
    public const string InHandler = "in the handler, before its effect";
    public const string AfterEffect = "in the handler, after its effect";

    /// <summary>Whether most receivers take it only now and then.</summary>
    public bool IsRare => Port is not null && Port != typeof(IEventQueue) && Method is not (nameof(IEventLedger.RecordAsync) or nameof(IAttemptLedger.ClaimAsync) or nameof(IAttemptLedger.SaveAsync) or nameof(IAttemptLedger.CompleteAsync));

    public static IReadOnlyList<Step> All { get; } =
    [
        new("before the write", typeof(IEventLedger), nameof(IEventLedger.RecordAsync), Side.Before),
        new("after the write", typeof(IEventLedger), nameof(IEventLedger.RecordAsync), Side.After),
        new("before an enqueue", typeof(IEventQueue), nameof(IEventQueue.SendAsync), Side.Before),
        new("after an enqueue", typeof(IEventQueue), nameof(IEventQueue.SendAsync), Side.After),
        new("before the claim", typeof(IAttemptLedger), nameof(IAttemptLedger.ClaimAsync), Side.Before),
        new("after the claim", typeof(IAttemptLedger), nameof(IAttemptLedger.ClaimAsync), Side.After),
        new(InHandler, null, "", Side.Before),
        new(AfterEffect, null, "", Side.After),
        new("before the finish", typeof(IAttemptLedger), nameof(IAttemptLedger.CompleteAsync), Side.Before),
        new("after the finish", typeof(IAttemptLedger), nameof(IAttemptLedger.CompleteAsync), Side.After),
        new("before a save while others run", typeof(IAttemptLedger), nameof(IAttemptLedger.SaveAsync), Side.Before),
        new("after a save while others run", typeof(IAttemptLedger), nameof(IAttemptLedger.SaveAsync), Side.After),
        new("before a postponement", typeof(IAttemptLedger), nameof(IAttemptLedger.PostponeAsync), Side.Before),
        new("after a postponement", typeof(IAttemptLedger), nameof(IAttemptLedger.PostponeAsync), Side.After),
        new("before a dead letter", typeof(IAttemptLedger), nameof(IAttemptLedger.DeadLetterAsync), Side.Before),
        new("after a dead letter, before it is told", typeof(IAttemptLedger), nameof(IAttemptLedger.DeadLetterAsync), Side.After),
        new("in notify, before it is queued", typeof(INotificationQueue), nameof(INotificationQueue.SendAsync), Side.Before),
        new("in notify, before the decision", typeof(INotificationLedger), nameof(INotificationLedger.CommitAsync), Side.Before),
        new("in notify, after the decision", typeof(INotificationLedger), nameof(INotificationLedger.CommitAsync), Side.After),
        new("in notify, after the channel took it", typeof(IMessageLedger), nameof(IMessageLedger.RemoveAsync), Side.Before),
        new("in sweep, at its start", typeof(ISweepLedger), nameof(ISweepLedger.FindDueAsync), Side.Before),
        new("in sweep, after an enqueue", typeof(ISweepLedger), nameof(ISweepLedger.NoteQueuedAsync), Side.Before),
        new("in sweep, after its note", typeof(ISweepLedger), nameof(ISweepLedger.NoteQueuedAsync), Side.After),
        new("in redrive, before the write", typeof(IDeadLetterLedger), nameof(IDeadLetterLedger.RedriveAsync), Side.Before),
        new("in redrive, after the write", typeof(IDeadLetterLedger), nameof(IDeadLetterLedger.RedriveAsync), Side.After),
        new("in a sender's redrive, before the write", typeof(IEventLedger), nameof(IEventLedger.RedriveAsync), Side.Before),
        new("in a sender's redrive, after the write", typeof(IEventLedger), nameof(IEventLedger.RedriveAsync), Side.After),
    ];

    public static Step? Find(Type port, string method, Side side) =>
        All.FirstOrDefault(step => step.Port == port && step.Method == method && step.Side == side);
}

internal enum Side
{
    Before,
    After,
}
