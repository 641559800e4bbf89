using System.Runtime.InteropServices;
using Webhooks.Events;

namespace Webhooks.Counting;

/// <summary>What a source's deliveries and events came to in some time. Two of them add up to one. Not safe for several threads.</summary>
public sealed class Counts
{
    private readonly Dictionary<string, long> refused = [];

    /// <summary>Admitted for the first time, or again by a new delivery of a dead letter.</summary>
    public long Accepted { get; set; }

    /// <summary>Events that were known.</summary>
    public long Duplicates { get; set; }

    /// <summary>Nonces that were consumed.</summary>
    public long Replayed { get; set; }

    /// <summary>Probes.</summary>
    public long Probes { get; set; }

    /// <summary>Answered 503.</summary>
    public long Unavailable { get; set; }

    /// <summary>Refused, by reason code.</summary>
    public IReadOnlyDictionary<string, long> Refused => refused;

    /// <summary>Events that became Processed.</summary>
    public long Processed => Lag.Count;

    /// <summary>Attempts that failed and will be made again.</summary>
    public long Postponed { get; set; }

    /// <summary>Events that became DeadLettered.</summary>
    public long DeadLettered { get; set; }

    /// <summary>Times from arrival to Processed, one per event that became so.</summary>
    public Lags Lag { get; } = new();

    /// <summary>Clock skew of the verified deliveries that say a time.</summary>
    public Skews Skew { get; } = new();

    /// <summary>Whether nothing was counted.</summary>
    public bool IsEmpty => Accepted + Duplicates + Replayed + Probes + Unavailable + Processed + Postponed + DeadLettered + Skew.Count == 0 && refused.Count == 0;

    /// <summary>Counts one delivery.</summary>
    public void Add(Admission admission)
    {
        switch (admission)
        {
            case Admission.Accepted:
                Accepted++;
                break;
            case Admission.Duplicate:
                Duplicates++;
                break;
            case Admission.Replayed:
                Replayed++;
                break;
            case Admission.Refused { Why.Code: var code }:
                AddRefused(code, 1);
                break;
            case Admission.Probe:
                Probes++;
                break;
            default:
                Unavailable++;
                break;
        }
    }

    internal void AddRefused(string code, long count) => CollectionsMarshal.GetValueRefOrAddDefault(refused, code, out _) += count;

    /// <summary>Adds other counts to these.</summary>
    public void Add(Counts other)
    {
        Accepted += other.Accepted;
        Duplicates += other.Duplicates;
        Replayed += other.Replayed;
        Probes += other.Probes;
        Unavailable += other.Unavailable;
        Postponed += other.Postponed;
        DeadLettered += other.DeadLettered;
        Lag.Add(other.Lag);
        Skew.Add(other.Skew);
        foreach (var (code, count) in other.refused)
        {
            AddRefused(code, count);
        }
    }
}
