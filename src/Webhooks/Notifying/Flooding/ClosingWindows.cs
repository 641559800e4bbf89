namespace Webhooks.Notifying.Flooding;

// A window that counted something ends in a digest and starts again; a quiet one ends.
internal static class ClosingWindows
{
    public static FloodDecision Close(FloodState state, ChannelOptions channel, DateTimeOffset now) => state switch
    {
        { Subject: { } subject } when subject.Due <= now => Close(state, subject, channel, now),
        { Rule: { } rule } when rule.Due <= now => Close(state, rule, channel, now),
        { Budget: { } budget } when budget.Due <= now => Budget.Close(state, budget, channel, now),
        _ => new(state, null),
    };

    private static FloodDecision Close(FloodState state, SubjectFlood subject, ChannelOptions channel, DateTimeOffset now)
    {
        if (subject.Suppressed is { } suppressed)
        {
            var next = subject with { Suppressed = null, WindowEnds = now + channel.Window };
            return Budget.Spend(state with { Subject = next }, Messages.Digest(subject, suppressed, now), subject.BudgetScope, channel, now);
        }

        return new(state with { Subject = subject.WindowEnds is null ? null : subject with { WindowEnds = null } }, null);
    }

    private static FloodDecision Close(FloodState state, RuleFlood rule, ChannelOptions channel, DateTimeOffset now)
    {
        if (rule.Suppressed is { } suppressed)
        {
            var next = rule with { Suppressed = null, WindowEnds = now + channel.Window };
            return Budget.Spend(state with { Rule = next }, Messages.Digest(rule, suppressed, now), rule.BudgetScope, channel, now);
        }

        return new(state with { Rule = null }, null);
    }
}
