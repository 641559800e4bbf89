namespace Webhooks.Notifying.Flooding;

/// <summary>Everything a decision is made from, and everything it changes. Null: nothing is known, or nothing is worth knowing any more.</summary>
/// <param name="Subject">The fingerprint.</param>
/// <param name="Rule">The rule and the source.</param>
/// <param name="Budget">The channel's hour.</param>
public sealed record FloodState(SubjectFlood? Subject, RuleFlood? Rule, BudgetFlood? Budget)
{
    /// <summary>Nothing is known.</summary>
    public static readonly FloodState Empty = new(null, null, null);
}

/// <summary>What was decided.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="Message">What to say now; null to say nothing.</param>
public sealed record FloodDecision(FloodState State, ChannelMessage? Message);
