namespace Webhooks.Notifying.Flooding;

/// <summary>The state of one fingerprint, of its rule and source, and of the channel's hour. Null where nothing is known.</summary>
public sealed record FloodState(SubjectFlood? Subject, RuleFlood? Rule, BudgetFlood? Budget)
{
    public static readonly FloodState Empty = new(null, null, null);
}

public sealed record FloodDecision(FloodState State, ChannelMessage? Message);
