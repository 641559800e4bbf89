using System.Text;

namespace Proof.Ordeal;

/// <summary>How an event's handling goes: a word in its body, so that every process knows.</summary>
internal static class Plan
{
    public const string Succeeds = "plan-succeeds";
    public const string FailsOnce = "plan-fails-once";
    public const string FailsUntilRedriven = "plan-fails-until-redriven";

    public static string Of(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        return text.Contains(FailsOnce, StringComparison.Ordinal) ? FailsOnce
            : text.Contains(FailsUntilRedriven, StringComparison.Ordinal) ? FailsUntilRedriven
            : Succeeds;
    }

    /// <summary>Seven of ten succeed, two fail once, one needs to be redriven.</summary>
    public static string Draw(Random random) => random.Next(10) switch
    {
        0 => FailsUntilRedriven,
        1 or 2 => FailsOnce,
        _ => Succeeds,
    };
}
