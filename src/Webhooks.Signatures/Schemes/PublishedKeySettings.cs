namespace Webhooks.Signatures.Schemes;

/// <summary>Where a sender publishes the keys that verify its deliveries: certificates, which a delivery names by address, or one set of keys.</summary>
public sealed record PublishedKeySettings
{
    /// <summary>The address of a JSON Web Key Set; null for certificates.</summary>
    public Uri? KeySet { get; init; }

    /// <summary>Where a delivery names the address of its certificate: <c>header:NAME</c> or <c>json:PATH</c>. The address chooses among those of the sender only.</summary>
    public string? CertificateAt { get; init; }

    /// <summary>What the host of that address must match as a whole.</summary>
    public string? Host { get; init; }

    /// <summary>What the path of that address must match as a whole.</summary>
    public string? Path { get; init; }

    /// <summary>What the common name of the certificate must match as a whole.</summary>
    public string? CommonName { get; init; }
}
