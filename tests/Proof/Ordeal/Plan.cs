using System.Text;

namespace Proof.Ordeal;

/// <summary>How an event's handling goes: a word in its body, so that every process knows.</summary>
internal static class Plan
{
    public const string Succeeds = "plan-succeeds";
    public const string FailsOnce = "plan-fails-once";
    public const string FailsUntilRedriven = "plan-fails-until-redriven";
    public const string NeighbourFails = "plan-neighbour-fails";

    private static readonly string[] Words = [FailsOnce, FailsUntilRedriven, NeighbourFails];

    public static string Of(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        return Array.Find(Words, word => text.Contains(word, StringComparison.Ordinal)) ?? Succeeds;
    }

    /// <summary>Six of ten succeed, two fail once, one needs to be redriven, and for one a handler beside the others always fails.</summary>
    public static string Draw(Random random) => random.Next(10) switch
    {
        0 => FailsUntilRedriven,
        1 or 2 => FailsOnce,
        3 => NeighbourFails,
        _ => Succeeds,
    };
}
