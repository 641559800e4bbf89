using Webhooks.Signatures.Presets;

namespace Webhooks.Driver;

/// <summary>Schemes by the names that settings use.</summary>
internal static class SchemeNamed
{
    public static SignatureScheme Find(string name, SchemeSettings? settings = null) =>
        SchemeCatalog.Find(name, settings, out var problem).ShouldNotBeNull($"{problem}");
}
