using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Discovery;

/// <summary>What starts a function.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>No methods: all of them.</summary>
    public sealed record Http(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : Trigger;

    public sealed record Queue(string Name, string Connection) : Trigger;

    public sealed record Timer(string Schedule, bool RunOnStartup) : Trigger;
}
