namespace Webhooks.Signatures.Presets;

/// <summary>What a person needs who sets the sender up.</summary>
public sealed record PresetFacts
{
    /// <summary>Where the sender shows its secret, or where one enters it.</summary>
    public required string Secret { get; init; }

    /// <summary>Where one enters the address.</summary>
    public required string Address { get; init; }

    /// <summary>How often, and until when, the sender tries again; null where it does not say.</summary>
    public string? Retries { get; init; }

    /// <summary>Addresses of the pages and files that the preset rests on.</summary>
    public required IReadOnlyList<string> Sources { get; init; }
}
