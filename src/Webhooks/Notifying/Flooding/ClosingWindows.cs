namespace Webhooks.Notifying.Flooding;

// A window that counted something ends in a digest and starts again; a quiet one ends.
internal static class ClosingWindows
{
    public static FloodDecision Close(FloodState state, ChannelOptions channel, DateTimeOffset now)
    {
        if (state.Subject is { } subject && subject.Due <= now)
        {
            return Subject(state, subject, channel, now);
        }

        if (state.Rule is { } rule && rule.Due <= now)
        {
            return Rule(state, rule, channel, now);
        }

        return state.Budget is { } budget && budget.Due <= now ? Budget.Close(state, budget, channel, now) : new(state, null);
    }

    private static FloodDecision Subject(FloodState state, SubjectFlood subject, ChannelOptions channel, DateTimeOffset now)
    {
        if (subject.Suppressed is { } suppressed)
        {
            var again = subject with { Suppressed = null, WindowEnds = now + channel.Window };
            return Budget.Spend(state with { Subject = again }, Messages.Digest(subject, suppressed, now), channel, now);
        }

        return subject.WindowEnds is null
            ? new(state with { Subject = null }, null)
            : new(state with { Subject = subject with { WindowEnds = null } }, null);
    }

    private static FloodDecision Rule(FloodState state, RuleFlood rule, ChannelOptions channel, DateTimeOffset now)
    {
        if (rule.Suppressed is not { } suppressed)
        {
            return new(state with { Rule = null }, null);
        }

        var again = rule with { Suppressed = null, WindowEnds = now + channel.Window };
        return Budget.Spend(state with { Rule = again }, Messages.Digest(rule, suppressed, now), channel, now);
    }
}
