namespace Webhooks.Refusing;

/// <summary>Null does not narrow.</summary>
public sealed record RefusedFilter
{
    public string? Source { get; init; }
    public DateTimeOffset? Since { get; init; }
    public string? After { get; init; }
    public bool WithBodies { get; init; }
}
