namespace Proof.Ordeal;

/// <summary>What a round has shown, or all rounds together.</summary>
internal sealed class Verdict
{
    public int Accepted { get; set; }

    public int Processed { get; set; }

    public int DeadLettered { get; set; }

    /// <summary>Runs of handlers that were begun.</summary>
    public int Executions { get; set; }

    public List<string> Lost { get; } = [];

    public List<string> Doubled { get; } = [];

    public List<string> Stuck { get; } = [];

    /// <summary>Notifications of dead letters that reached nobody.</summary>
    public List<string> Untold { get; } = [];

    public bool Holds => Lost.Count + Doubled.Count + Stuck.Count + Untold.Count == 0;

    public IEnumerable<string> Failures =>
        [.. Lost.Select(line => "LOST " + line), .. Doubled.Select(line => "DOUBLED " + line), .. Stuck.Select(line => "STUCK " + line), .. Untold.Select(line => "UNTOLD " + line)];

    public void Add(Verdict other)
    {
        Accepted += other.Accepted;
        Processed += other.Processed;
        DeadLettered += other.DeadLettered;
        Executions += other.Executions;
        Lost.AddRange(other.Lost);
        Doubled.AddRange(other.Doubled);
        Stuck.AddRange(other.Stuck);
        Untold.AddRange(other.Untold);
    }
}
