using Proof.Reporting;
using Webhooks.Signatures.Schemes;

namespace Proof.Fuzz;

/// <summary>What a run has gone through: proof that the cases reach behind the signature, and are not all thrown out at the door.</summary>
internal sealed class FuzzCounts
{
    private readonly Dictionary<string, long[]> kinds = [];
    private readonly long[] reasons = new long[Enum.GetValues<RefusalReason>().Length];

    /// <summary>All cases that were tried; fewer than were asked for when one was a fault.</summary>
    public long Total => Parsed + kinds.Values.Sum(counts => counts.Sum());

    public long Parsed { get; set; }

    public long Posted { get; set; }

    public long MostAllocated { get; private set; }

    public void Take(Case tried, Verification verdict, long allocated)
    {
        MostAllocated = Math.Max(MostAllocated, allocated);
        if (!kinds.TryGetValue(tried.Kind, out var counts))
        {
            kinds[tried.Kind] = counts = new long[3];
        }

        counts[verdict is Verification.Verified ? 0 : verdict is Verification.Refused ? 1 : 2]++;
        if (verdict is Verification.Refused refused)
        {
            reasons[(int)refused.Why.Reason]++;
        }
    }

    public void Add(FuzzCounts other)
    {
        (Parsed, Posted, MostAllocated) = (Parsed + other.Parsed, Posted + other.Posted, Math.Max(MostAllocated, other.MostAllocated));
        for (var reason = 0; reason < reasons.Length; reason++)
        {
            reasons[reason] += other.reasons[reason];
        }

        foreach (var (kind, counts) in other.kinds)
        {
            kinds[kind] = kinds.TryGetValue(kind, out var mine) ? [.. mine.Zip(counts, (a, b) => a + b)] : counts;
        }
    }

    public MarkdownTable ByKind()
    {
        var table = new MarkdownTable("Deliveries", "verified", "refused", "probes");
        foreach (var (kind, counts) in kinds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.Add(kind, counts[0], counts[1], counts[2]);
        }

        return table;
    }

    public MarkdownTable ByReason()
    {
        var table = new MarkdownTable("Refused for", "cases");
        foreach (var (reason, count) in reasons.Index().Where(pair => pair.Item > 0).OrderByDescending(pair => pair.Item))
        {
            table.Add((RefusalReason)reason, count);
        }

        return table;
    }
}
