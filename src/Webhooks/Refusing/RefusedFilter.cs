namespace Webhooks.Refusing;

/// <summary>Which refused deliveries are meant. What is null does not narrow.</summary>
public sealed record RefusedFilter
{
    /// <summary>The source.</summary>
    public string? Source { get; init; }

    /// <summary>Arrived since this moment, or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Read on after this cursor.</summary>
    public string? After { get; init; }

    /// <summary>Whether bodies are wanted.</summary>
    public bool WithBodies { get; init; }
}
