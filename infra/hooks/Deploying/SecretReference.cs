using System.Text.Json;
using System.Text.Json.Nodes;

namespace Deploying;

/// <summary>A setting of the app that refers to the vault, and how Azure fared with it.</summary>
internal sealed record SecretReference(string Setting, string Status)
{
    public bool IsResolved => Status == "Resolved";

    public string Remedy => Status switch
    {
        "AccessToKeyVaultDenied" or "UnauthorizedClient" =>
            "the app's identity needs the role Key Vault Secrets User on the vault, which `azd provision` assigns, and a way through its firewall.",
        "SecretNotFound" or "SecretVersionNotFound" => "the vault holds no enabled secret under the name that the setting refers to.",
        "VaultNotFound" or "InvalidSyntax" => "the setting's value does not name a secret of a vault; correct it where it comes from, infra/main.parameters.json.",
        _ => "Azure has not come through to the vault; try again in a few minutes.",
    };

    /// <summary>The references that an answer lists; none, if it has another form.</summary>
    public static IReadOnlyList<SecretReference> Read(BinaryData answer)
    {
        try
        {
            return JsonNode.Parse(answer)?["value"] is JsonArray references ? [.. references.Select(Read)] : [];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static SecretReference Read(JsonNode? reference) =>
        (string?)reference?["name"] is { } setting && (string?)reference["properties"]?["status"] is { } status
            ? new(setting, status)
            : throw new JsonException();
}
