namespace Webhooks.Signatures.Schemes;

/// <summary>How the signature header is laid out.</summary>
public enum SignatureLayout
{
    /// <summary>One MAC, optionally after a prefix: <c>sha256=5257a8…</c>.</summary>
    Plain,

    /// <summary>Entries separated by spaces, each a version, a comma and a MAC: <c>v1,K5oZ… v1,g0hM…</c>.</summary>
    Versioned,

    /// <summary>Pairs separated by commas, the time among them: <c>t=1492774577,v1=5257a8…</c>.</summary>
    Keyed,
}
