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

    /// <summary>Handlers that did not get what was theirs because of another.</summary>
    public List<string> Starved { get; } = [];

    /// <summary>Events that were given up because they crashed alone: killed each time, by chance.</summary>
    public int GivenUp { get; set; }

    /// <summary>Dead letters that people have not been told of.</summary>
    public List<string> Suppressed { get; } = [];

    /// <summary>Answers that no admission gives.</summary>
    public List<string> Wrong { get; } = [];

    public bool Holds => Lost.Count + Doubled.Count + Stuck.Count + Starved.Count + Suppressed.Count + Wrong.Count == 0;

    public IEnumerable<string> Failures =>
        [.. Lost.Select(line => "LOST " + line), .. Doubled.Select(line => "DOUBLED " + line), .. Stuck.Select(line => "STUCK " + line), .. Starved.Select(line => "STARVED " + line), .. Suppressed.Select(line => "UNTOLD " + line), .. Wrong.Select(line => "WRONG " + line)];

    public override string ToString() => $"accepted {Accepted}, lost {Lost.Count}, doubled {Doubled.Count}, stuck {Stuck.Count}, starved {Starved.Count}, untold {Suppressed.Count}";

    public void Add(Verdict other)
    {
        Accepted += other.Accepted;
        Processed += other.Processed;
        DeadLettered += other.DeadLettered;
        Unsent += other.Unsent;
        Executions += other.Executions;
        GivenUp += other.GivenUp;
        Lost.AddRange(other.Lost);
        Doubled.AddRange(other.Doubled);
        Stuck.AddRange(other.Stuck);
        Starved.AddRange(other.Starved);
        Suppressed.AddRange(other.Suppressed);
        Wrong.AddRange(other.Wrong);
    }
}
