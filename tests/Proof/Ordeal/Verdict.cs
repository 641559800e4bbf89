namespace Proof.Ordeal;

/// <summary>What a round has shown, or all rounds together.</summary>
internal sealed class Verdict
{
    public int Accepted { get; set; }

    public int Processed { get; set; }

    public int DeadLettered { get; set; }

    /// <summary>Notifications that the host gave up and that could not be told since.</summary>
    public int Unsent { get; set; }

    /// <summary>Runs of handlers that were begun.</summary>
    public int Executions { get; set; }

    public List<string> Lost { get; } = [];

    public List<string> Doubled { get; } = [];

    public List<string> Stuck { get; } = [];

    /// <summary>Dead letters that people have not been told of.</summary>
    public List<string> Suppressed { get; } = [];

    /// <summary>Answers that no admission gives.</summary>
    public List<string> Wrong { get; } = [];

    public bool Holds => Lost.Count + Doubled.Count + Stuck.Count + Suppressed.Count + Wrong.Count == 0;

    public IEnumerable<string> Failures =>
        [.. Lost.Select(line => "LOST " + line), .. Doubled.Select(line => "DOUBLED " + line), .. Stuck.Select(line => "STUCK " + line), .. Suppressed.Select(line => "UNTOLD " + line), .. Wrong.Select(line => "WRONG " + line)];

    public override string ToString() => $"accepted {Accepted}, lost {Lost.Count}, doubled {Doubled.Count}, stuck {Stuck.Count}, untold {Suppressed.Count}";

    public void Add(Verdict other)
    {
        Accepted += other.Accepted;
        Processed += other.Processed;
        DeadLettered += other.DeadLettered;
        Unsent += other.Unsent;
        Executions += other.Executions;
        Lost.AddRange(other.Lost);
        Doubled.AddRange(other.Doubled);
        Stuck.AddRange(other.Stuck);
        Suppressed.AddRange(other.Suppressed);
        Wrong.AddRange(other.Wrong);
    }
}
