using System.Text.Json.Serialization;

namespace Deploying.Vault;

// https://learn.microsoft.com/rest/api/keyvault/secrets/
internal sealed record ListedSecrets(IReadOnlyList<ListedSecret>? Value, string? NextLink);

internal sealed record ListedSecret(Uri Id, SecretState? Attributes);

internal sealed record SecretState(bool? Enabled);

internal sealed record NewSecret(string Value, string ContentType);

internal sealed record VaultProblem(VaultError? Error);

internal sealed record VaultError(string? Code, string? Message, VaultCause? Innererror);

internal sealed record VaultCause(string? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ListedSecrets))]
[JsonSerializable(typeof(NewSecret))]
[JsonSerializable(typeof(VaultProblem))]
internal sealed partial class VaultJson : JsonSerializerContext;
