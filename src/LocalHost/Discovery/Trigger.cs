namespace LocalHost.Discovery;

internal abstract record Trigger
{
    private Trigger()
    {
    }

    // No methods: all of them.
    public sealed record Http(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : Trigger;

    public sealed record Queue(string Name, string Connection) : Trigger;

    public sealed record Timer(string Schedule, bool RunOnStartup) : Trigger;
}
