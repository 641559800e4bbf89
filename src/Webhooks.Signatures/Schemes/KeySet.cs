using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

// A JSON Web Key Set at one address.
internal sealed class KeySet(Uri address, SignatureDefinition definition) : KeyPublication
{
    private const int LongestId = 256;
    private const int MostKeys = 64;

    public override Uri? Address => address;

    public override string Origin => address.AbsoluteUri;

    public override PublishedKeyName? Find(Delivery delivery, out Refusal? refusal)
    {
        // What is no token at all is refused here too: it needs no key.
        var claim = SignatureClaim.Read(delivery, definition, out refusal);
        var id = claim is null ? null : TokenClaim.KeyId(delivery, definition);
        refusal ??= id is null or { Length: > LongestId } ? new(RefusalReason.SignatureMalformed, "The token names no key (kid).") : null;
        return refusal is null ? new(address, id) : null;
    }

    public override IReadOnlyList<PublishedKey> Read(ReadOnlyMemory<byte> document, DateTimeOffset now, X509Certificate2Collection? roots, out string problem)
    {
        var keys = new List<PublishedKey>();
        try
        {
            using var json = JsonDocument.Parse(document);
            foreach (var key in json.RootElement.GetProperty("keys").EnumerateArray().Take(MostKeys))
            {
                if (key.TryGetProperty("kid", out var id) && id.ValueKind == JsonValueKind.String && !IsForAnother(key) && JwkText.ToSpki(key) is { } spki && ReadSecret(spki, definition.Algorithm) is { } secret)
                {
                    keys.Add(new(id.GetString(), secret));
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            keys.Clear();
        }

        problem = keys.Count == 0 ? $"it is no JSON Web Key Set with a key for {TokenClaim.Name(definition.Algorithm)}" : "";
        return keys;
    }

    private bool IsForAnother(JsonElement key) =>
        (key.TryGetProperty("use", out var use) && use.ToString() != "sig")
        || (key.TryGetProperty("alg", out var algorithm) && algorithm.ToString() != TokenClaim.Name(definition.Algorithm));
}
